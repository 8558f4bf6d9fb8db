/** JSON over HTTP, with the answers of servers that are not there yet. */
package dev.streamify.bootstrap.http;
