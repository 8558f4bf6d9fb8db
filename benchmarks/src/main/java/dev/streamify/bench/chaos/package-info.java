/**
 * The platform with all of its processes under random faults, and the count of what came of every
 * event.
 */
package dev.streamify.bench.chaos;
