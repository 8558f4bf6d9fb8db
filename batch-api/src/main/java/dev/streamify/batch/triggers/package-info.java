/** What starts runs without being asked: the time and new data. */
package dev.streamify.batch.triggers;
