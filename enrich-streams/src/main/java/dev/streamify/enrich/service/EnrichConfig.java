package dev.streamify.enrich.service;

import dev.streamify.contract.EventTimeBounds;
import dev.streamify.enrich.topology.StreamsSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What can be configured, {@code streamify.enrich.*} or {@code STREAMIFY_ENRICH_*}. */
@ConfigMapping(prefix = "streamify.enrich")
public interface EnrichConfig {
  /** Where Kafka is, {@code host:port,…}; comes from {@code KAFKA_BOOTSTRAP_SERVERS}. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /** Consumer group and prefix of transactional ids. */
  @WithDefault("enrich-streams")
  String applicationId();

  /** Processing threads; a second one pays off beyond two cores only. */
  @WithDefault("1")
  int threads();

  /**
   * How often a transaction is committed. It is the larger part of the stage's latency; each commit
   * costs a few requests and a marker per output partition, which at four times a second does not
   * show in the CPU time of a catch-up.
   */
  @WithDefault("250ms")
  Duration commitInterval();

  /** After which the broker aborts the open transaction of a killed process. */
  @WithDefault("10s")
  Duration transactionTimeout();

  /** After which the broker takes the partitions of a killed process; brokers allow 6 s and up. */
  @WithDefault("6s")
  Duration sessionTimeout();

  /** Of topics that Kafka Streams would create; this topology needs none. -1: the broker's. */
  @WithDefault("-1")
  int replicationFactor();

  /** How long to wait for Kafka and the topics before giving up with exit code 2; 0s: for ever. */
  @WithDefault("30s")
  Duration startupTimeout();

  /** The event times that are believed. */
  EventTime eventTime();

  /** The event times that are believed. */
  interface EventTime {
    /** The first instant that is believed. */
    @WithDefault("2000-01-01T00:00:00Z")
    Instant earliest();

    /** How far ahead of this process's clock an event may lie. */
    @WithDefault("24h")
    Duration maxAhead();

    /** The same as the contract has it. */
    default EventTimeBounds toBounds() {
      return new EventTimeBounds(earliest(), maxAhead());
    }
  }

  /** The part that Kafka Streams is about, with further client properties. */
  default StreamsSettings toStreamsSettings(Map<String, String> clientProperties) {
    return new StreamsSettings(
        applicationId(),
        bootstrapServers(),
        threads(),
        commitInterval(),
        transactionTimeout(),
        sessionTimeout(),
        replicationFactor(),
        clientProperties);
  }
}
