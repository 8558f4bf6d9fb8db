package dev.streamify.connect;

import dev.streamify.contract.SinkDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Does what batch-api does to a control topic, only at once and all the time: deletes what the
 * sink's coordinator has committed.
 */
final class ControlTopicCutter implements AutoCloseable {
  private static final int EVERY_MS = 50;

  private final Admin admin;
  private final String group;
  private final TopicPartition control;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> cutting;
  private volatile long first;

  /** Begins at once. */
  ControlTopicCutter(String bootstrapServers, SinkDefinition sink) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.group = sink.coordinatorGroup();
    this.control = new TopicPartition(sink.controlTopic(), 0);
    this.cutting = thread.scheduleWithFixedDelay(this::cut, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void cut() {
    try {
      Optional<OffsetAndMetadata> committed =
          Optional.ofNullable(
              admin
                  .listConsumerGroupOffsets(group)
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .get(control));
      if (committed.isPresent() && committed.get().offset() > first) {
        admin
            .deleteRecords(Map.of(control, RecordsToDelete.beforeOffset(committed.get().offset())))
            .all()
            .get();
        first = committed.get().offset();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first offset that is left, once it was cut. */
  long first() throws Exception {
    if (cutting.isDone()) {
      // Only a failure ends it: says which.
      cutting.get();
    }
    return first;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close();
  }
}
