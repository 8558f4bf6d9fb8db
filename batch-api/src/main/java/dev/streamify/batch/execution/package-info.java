/**
 * Executes what waits: takes runs off the queue, looks after those whose replica died, hears of
 * cancellations.
 */
package dev.streamify.batch.execution;
