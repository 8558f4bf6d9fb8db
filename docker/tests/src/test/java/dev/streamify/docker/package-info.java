/** Tests of the images and of docker-compose.yml; they run where a Docker engine answers. */
package dev.streamify.docker;
