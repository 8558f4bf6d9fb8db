package dev.streamify.batch.alerts;

import java.time.Duration;

/**
 * What people are told of. The same alerts, under the same names, are rules for Prometheus in
 * {@code monitoring/prometheus/rules}; what each means and what to do stands in docs/operations.md.
 */
public enum AlertRule {
  /** Kafka does not answer. */
  KAFKA_DOWN("KafkaDown", Severity.CRITICAL, AlertRule.SOON),
  /** The catalog does not answer. */
  CATALOG_DOWN("CatalogDown", Severity.CRITICAL, AlertRule.SOON),
  /** The Connect worker does not answer. */
  CONNECT_DOWN("ConnectDown", Severity.CRITICAL, AlertRule.SOON),
  /** The Spark server does not answer. */
  SPARK_DOWN("SparkDown", Severity.WARNING, 0),
  /** Raw records wait, and none is enriched. */
  ENRICHMENT_STALLED("EnrichmentStalled", Severity.CRITICAL, 0),
  /** Raw records wait for too long. */
  ENRICHMENT_LATE("EnrichmentLate", Severity.CRITICAL, AlertRule.SOON),
  /** Enriched records or dead letters wait, and none lands. */
  SINK_STALLED("SinkStalled", Severity.CRITICAL, 0),
  /** Enriched records or dead letters wait for too long. */
  SINK_LATE("SinkLate", Severity.CRITICAL, AlertRule.SOON),
  /** Rows of bronze wait, and no run consumes any. */
  SILVER_STALLED("SilverStalled", Severity.WARNING, 0),
  /** Rows of bronze wait for too long. */
  SILVER_LATE("SilverLate", Severity.WARNING, AlertRule.SOON),
  /** Too many records are rejected. */
  DEAD_LETTER_SHARE("DeadLetterShare", Severity.WARNING, 0),
  /** A connector or its task has failed. */
  SINK_FAILED("SinkFailed", Severity.CRITICAL, AlertRule.SOON),
  /** A sink of the contract is not registered. */
  SINK_MISSING("SinkMissing", Severity.CRITICAL, AlertRule.SOON),
  /** A sink is paused or stopped for long. */
  SINK_PAUSED("SinkPaused", Severity.WARNING, 900),
  /** A sink has no coordinator, or more than one. */
  COORDINATOR_COUNT("CoordinatorCount", Severity.WARNING, 60),
  /** A topic's end went backwards. */
  OFFSETS_BACKWARDS("OffsetsBackwards", Severity.CRITICAL, 0),
  /** A sink's control topic was made anew under its table. */
  SINK_FLOOR_AHEAD("SinkFloorAhead", Severity.CRITICAL, AlertRule.SOON),
  /** Commits of a sink are missing tasks again and again. */
  PARTIAL_COMMITS("PartialCommits", Severity.WARNING, 0),
  /** A job's newest run failed. */
  RUN_FAILED("RunFailed", Severity.WARNING, 0),
  /** A run is due, or goes on for too long. */
  RUN_LATE("RunLate", Severity.WARNING, 0),
  /** A check of severity ERROR does not hold. */
  CHECK_FAILED("CheckFailed", Severity.CRITICAL, 0),
  /** Reconciliation misses events. */
  EVENTS_MISSING("EventsMissing", Severity.CRITICAL, 0),
  /** A table has many small files. */
  SMALL_FILES("SmallFiles", Severity.WARNING, 60),
  /** The warehouse's disk is nearly full. */
  DISK_FULL("DiskFull", Severity.CRITICAL, AlertRule.SOON);

  /** Seconds that pass before one hiccup is worth a message. */
  private static final int SOON = 15;

  private final String text;
  private final Severity severity;
  private final int patienceSeconds;

  /** How bad it is. */
  public enum Severity {
    /** Data is late, lost or about to be: now. */
    CRITICAL,
    /** Look at it today. */
    WARNING
  }

  AlertRule(String text, Severity severity, int patienceSeconds) {
    this.text = text;
    this.severity = severity;
    this.patienceSeconds = patienceSeconds;
  }

  /** Its name, for people and in labels. */
  public String text() {
    return text;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** How long the condition has to hold before anybody is told. */
  public Duration patience() {
    return Duration.ofSeconds(patienceSeconds);
  }
}
