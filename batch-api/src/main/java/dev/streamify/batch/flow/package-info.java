/** How far the records of each stream have come, and what waits where. */
package dev.streamify.batch.flow;
