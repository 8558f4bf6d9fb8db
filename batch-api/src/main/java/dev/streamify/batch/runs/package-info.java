/** Runs of jobs: how they are asked for, queued, executed one writer per table, and told about. */
package dev.streamify.batch.runs;
