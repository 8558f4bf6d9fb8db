package dev.streamify.enrich.service;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.contract.TopicDefinition;
import dev.streamify.enrich.topology.RecordLimits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Looks at Kafka before the topology starts: a missing topic would end the client, and a topic that
 * takes smaller records than assumed would stop it at the first large one.
 */
final class TopicPreflight {
  private static final long ANSWER_SECONDS = 5;

  /** What was found. */
  sealed interface Finding {
    /** All topics are there. */
    record Ready(RecordLimits limits) implements Finding {}

    /** Kafka answers, but lacks these topics. */
    record Missing(Set<String> topics) implements Finding {}

    /** Kafka does not answer. */
    record Away(String cause) implements Finding {}
  }

  private final Admin admin;
  private final List<String> topics;

  TopicPreflight(Admin admin, EventContract contract) {
    this.admin = admin;
    this.topics =
        contract.streams().stream()
            .flatMap(TopicPreflight::topicsOf)
            .collect(Collectors.toUnmodifiableList());
  }

  private static Stream<String> topicsOf(EventStream stream) {
    return Stream.of(stream.rawTopic(), stream.enrichedTopic(), stream.deadLetterTopic());
  }

  Finding look() throws InterruptedException {
    try {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(answer(admin.listTopics().names()));
      return missing.isEmpty() ? new Finding.Ready(limits()) : new Finding.Missing(missing);
    } catch (ExecutionException e) {
      return new Finding.Away(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      return new Finding.Away("no answer within %d s".formatted(ANSWER_SECONDS));
    }
  }

  private RecordLimits limits() throws InterruptedException, ExecutionException, TimeoutException {
    Collection<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    try {
      Map<ConfigResource, Config> configs = answer(admin.describeConfigs(resources).all());
      return new RecordLimits(
          configs.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      config -> config.getKey().name(), config -> maxBytes(config.getValue()))));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return RecordLimits.OF_CONTRACT;
      }
      throw e;
    }
  }

  private static int maxBytes(Config config) {
    ConfigEntry entry = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    return entry == null
        ? TopicDefinition.MAX_DERIVED_RECORD_BYTES
        : Integer.parseInt(entry.value());
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }
}
