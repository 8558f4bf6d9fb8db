/** Sends dead letters to the raw topic again, each once. */
package dev.streamify.batch.replay;
