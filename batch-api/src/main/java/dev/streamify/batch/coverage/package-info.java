/** Which event dates of a job's output are complete. */
package dev.streamify.batch.coverage;
