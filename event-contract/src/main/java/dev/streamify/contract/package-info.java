/**
 * What an event is: the one description of every stream that topics, validation, tables and sinks
 * follow from.
 *
 * <p>Plain Java without dependencies, so that every module can build on it. A new stream is one
 * more entry in {@link dev.streamify.contract.StandardStreams}.
 */
package dev.streamify.contract;
