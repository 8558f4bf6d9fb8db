package dev.streamify.bench.platform;

import dev.streamify.bench.process.Installation;

/**
 * What the platforms of a benchmark have in common.
 *
 * @param installation where the services are
 * @param sparkHeap heap of the Spark server, as a JVM takes it
 * @param cores for Spark's tasks
 */
public record PlatformSettings(Installation installation, String sparkHeap, int cores) {}
