package dev.streamify.batch.http;

/**
 * A request that gets no further.
 *
 * @param code what kind of refusal
 * @param detail what was wrong and what to do
 */
record Refusal(ErrorCode code, String detail) {}
