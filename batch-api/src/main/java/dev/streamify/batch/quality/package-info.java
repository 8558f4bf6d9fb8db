/** Whether what a run wrote is what its job's checks ask for. */
package dev.streamify.batch.quality;
