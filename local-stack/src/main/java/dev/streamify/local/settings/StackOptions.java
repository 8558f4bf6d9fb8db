package dev.streamify.local.settings;

import dev.streamify.local.load.LoadRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the stack was asked to do.
 *
 * @param requestedLoad what to feed, if the user said so
 * @param load what to feed when the user said nothing and nothing is left over
 * @param dataDirectory the folder to keep, if any
 * @param exitWhenDone whether to end after the reconciliation
 * @param reportFile where the report goes, if anywhere
 * @param terminal whether a person watches, so that a line can be overwritten
 * @param ports where everything listens
 */
public record StackOptions(
    Optional<LoadRequest> requestedLoad,
    LoadRequest load,
    Optional<Path> dataDirectory,
    boolean exitWhenDone,
    Optional<Path> reportFile,
    boolean terminal,
    Ports ports) {}
