package dev.streamify.bench.streaming;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * Main class of the classic way from raw topics to bronze: a streaming query for each stream, in
 * one Spark application that goes on until killed.
 *
 * <p>Environment: {@code KAFKA_BOOTSTRAP_SERVERS}; {@code STREAMING_CHECKPOINTS}, a folder; {@code
 * STREAMING_TRIGGER_MS}, the time between micro-batches; {@code STREAMING_MOST_RECORDS}, of a
 * query's micro-batch. The catalog {@code lakehouse} and Spark's master are system properties, as
 * Spark reads them.
 */
public final class StructuredStreaming {
  private StructuredStreaming() {}

  /** Starts the queries, and ends when one of them ends. */
  public static void main(String[] args) throws TimeoutException, StreamingQueryException {
    SparkSession spark = SparkSession.builder().appName("structured-streaming").getOrCreate();
    BronzeQuery query = BronzeQuery.fromEnvironment(spark, System.getenv());
    for (EventStream stream : EventContract.standard().streams()) {
      query.start(stream);
    }
    spark.streams().awaitAnyTermination();
  }
}
