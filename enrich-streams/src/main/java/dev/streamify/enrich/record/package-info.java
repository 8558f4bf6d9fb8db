/**
 * From the bytes of one raw record to the bytes of an enriched record or of a dead letter.
 *
 * <p>Plain Java over the event contract: no Kafka, no framework, no clock of its own.
 */
package dev.streamify.enrich.record;
