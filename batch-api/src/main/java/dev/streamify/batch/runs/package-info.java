/**
 * What a run is: what was asked for, where it stands, what came of it; and what a job's program
 * gets to work with.
 */
package dev.streamify.batch.runs;
