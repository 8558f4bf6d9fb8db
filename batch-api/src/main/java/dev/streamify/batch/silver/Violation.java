package dev.streamify.batch.silver;

import dev.streamify.batch.jobs.CheckDefinition;

/**
 * A check that does not hold.
 *
 * @param severity what follows
 * @param message what was found
 */
record Violation(CheckDefinition.Severity severity, String message) {}
