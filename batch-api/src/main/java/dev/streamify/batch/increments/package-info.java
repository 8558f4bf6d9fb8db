/** What a run has to read: all that came since the last one, or whole dates. */
package dev.streamify.batch.increments;
