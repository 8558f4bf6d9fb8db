/** The sinks as their Kafka Connect worker tells of them. */
package dev.streamify.batch.sinks;
