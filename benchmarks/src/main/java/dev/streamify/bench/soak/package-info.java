/**
 * The platform under a steady load for a long time: whether what it uses stays within bounds, or
 * grows.
 */
package dev.streamify.bench.soak;
