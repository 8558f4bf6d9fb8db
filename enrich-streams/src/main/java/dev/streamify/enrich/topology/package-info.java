/**
 * The Kafka Streams topology: raw topics to enriched and dead-letter topics, for every stream of a
 * contract. Pure functions of contract and settings; no framework.
 */
package dev.streamify.enrich.topology;
