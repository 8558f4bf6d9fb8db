/**
 * Raw topics to committed rows of bronze, by several ways: what they cost, and how fresh they are.
 */
package dev.streamify.bench.bronze;
