/** Kafka Connect's connectors, as seen over its REST interface. */
package dev.streamify.batch.sinks;
