package dev.streamify.bench.kafka;

import dev.streamify.bench.base.BenchException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far topics have been written.
 *
 * @param admin asks the broker; not closed here
 */
public record TopicEnds(Admin admin) {

  /** The first offsets that are not written yet. */
  public Map<TopicPartition, Long> of(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> asked =
        get(admin.describeTopics(topics).allTopicNames()).values().stream()
            .flatMap(TopicEnds::partitions)
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    return get(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** The sum of these offsets. */
  public long total(Collection<String> topics) {
    return of(topics).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return IntStream.range(0, topic.partitions().size())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  /**
   * What the broker answers.
   *
   * @throws BenchException when it does not, or refuses
   */
  public static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw BenchException.failed("Kafka: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted", e);
    }
  }
}
