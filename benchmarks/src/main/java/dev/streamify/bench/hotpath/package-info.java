/** What enrichment does with a record between Kafka's poll and send, measured by JMH. */
package dev.streamify.bench.hotpath;
