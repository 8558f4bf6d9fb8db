package dev.streamify.bench.hop;

import dev.streamify.bench.base.BenchException;
import java.util.concurrent.CountDownLatch;

/**
 * Main class of the processes that enrich-streams is measured beside; each goes on until killed.
 */
public final class HopWorker {
  /** The variable that says which {@link Contender} it is. */
  static final String KIND = "HOP_KIND";

  private HopWorker() {}

  /** Moves records of all raw topics. */
  public static void main(String[] args) throws InterruptedException {
    String bootstrapServers = required("KAFKA_BOOTSTRAP_SERVERS");
    String group = required("STREAMIFY_ENRICH_APPLICATION_ID");
    switch (Contender.valueOf(required(KIND))) {
      case BYTE_COPY -> new ByteCopy(bootstrapServers, group).run();
      case PASS_THROUGH -> {
        PassThrough.start(bootstrapServers, group);
        new CountDownLatch(1).await();
      }
      case PLAIN_PASS_THROUGH -> {
        PassThrough.startPlain(bootstrapServers, group);
        new CountDownLatch(1).await();
      }
      case ENRICH_STREAMS -> throw BenchException.unusable("enrich-streams has its own jar");
    }
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw BenchException.unusable(variable + " is not set");
    }
    return value;
  }
}
