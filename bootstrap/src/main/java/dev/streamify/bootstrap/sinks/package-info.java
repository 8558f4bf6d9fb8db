/** The sinks of connect-config on a Kafka Connect worker. */
package dev.streamify.bootstrap.sinks;
