/** How this service reaches Kafka. */
package dev.streamify.batch.kafka;
