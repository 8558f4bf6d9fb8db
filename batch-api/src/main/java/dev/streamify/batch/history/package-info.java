/**
 * Runs as the database has them: the queue, the history, the logs, and the replicas' signs of life.
 */
package dev.streamify.batch.history;
