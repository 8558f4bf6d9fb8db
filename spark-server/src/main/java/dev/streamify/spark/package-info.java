/** The Spark Connect server as a process: settings, start, warm-up, end. */
package dev.streamify.spark;
