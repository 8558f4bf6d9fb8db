package dev.streamify.batch.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes the first records of partitions. Needs the right to delete (ACL operation {@code Delete})
 * on their topics. Cost: a request to each broker that leads one of them.
 */
public final class RecordDeletion implements AutoCloseable {
  private final KafkaAdmin admin;

  /** Connects when it is first asked. */
  public RecordDeletion(KafkaSettings settings) {
    this.admin = KafkaAdmin.of(settings, "deletion");
  }

  /**
   * Deletes them; some may be deleted although it throws.
   *
   * @param firsts the offsets that shall be the first ones
   * @throws KafkaUnavailableException when Kafka does not do it
   */
  public void deleteBefore(Map<TopicPartition, Long> firsts) {
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    firsts.forEach(
        (partition, first) -> wanted.put(partition, RecordsToDelete.beforeOffset(first)));
    var unused =
        admin.ask(
            "does not delete records before " + firsts,
            "batch-api needs the operation Delete on these topics",
            () -> KafkaAdmin.answer(admin.client().deleteRecords(wanted).all()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
