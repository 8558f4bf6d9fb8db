/** What Prometheus is told; see docs/metrics.md. */
package dev.streamify.batch.metrics;
