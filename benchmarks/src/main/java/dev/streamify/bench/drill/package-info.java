/**
 * Faults for which there is a documented hand, and long idleness: each on a platform of its own,
 * and the count of what came of every event.
 */
package dev.streamify.bench.drill;
