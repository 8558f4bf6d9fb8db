/** What is done again and again. */
package dev.streamify.batch.loops;
