/**
 * Kafka Connect's worker as a process of this platform: settings by environment, metrics by HTTP.
 */
package dev.streamify.connect.worker;
