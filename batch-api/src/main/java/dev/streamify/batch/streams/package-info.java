/** How far the events of each stream have come, from table metadata alone. */
package dev.streamify.batch.streams;
