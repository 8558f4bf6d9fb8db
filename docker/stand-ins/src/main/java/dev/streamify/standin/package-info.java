/**
 * Servers that take the place of other people's images in container tests, where no image registry
 * answers. They listen to the environment variables of the images that they stand in for.
 */
package dev.streamify.standin;
