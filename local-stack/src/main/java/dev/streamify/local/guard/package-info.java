/** Ends a child process when the process that started it is gone. Uses nothing but the JDK. */
package dev.streamify.local.guard;
