/**
 * One-shots that prepare what the platform runs on. Each can be run again: it adds what is missing
 * and says what is there.
 */
package dev.streamify.bootstrap;
