/** Raw topics to bronze tables with Spark Structured Streaming alone. */
package dev.streamify.bench.streaming;
