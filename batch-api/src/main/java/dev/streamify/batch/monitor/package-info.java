/** Looks at everything every few seconds, and hands on what was seen. */
package dev.streamify.batch.monitor;
