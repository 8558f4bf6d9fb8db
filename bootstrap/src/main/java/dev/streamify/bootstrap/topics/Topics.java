package dev.streamify.bootstrap.topics;

import dev.streamify.bootstrap.base.BootstrapException;
import dev.streamify.bootstrap.base.Patience;
import dev.streamify.contract.EventContract;
import dev.streamify.contract.TopicDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The contract's topics on the brokers. */
public final class Topics implements AutoCloseable {
  /** What a topic's number of partitions is called among its settings here. */
  static final String PARTITIONS = "partitions";

  private final Admin admin;
  private final Patience patience;

  private Topics(Admin admin, Patience patience) {
    this.admin = admin;
    this.patience = patience;
  }

  /**
   * What there is afterwards.
   *
   * @param created names of new topics, in the contract's order
   * @param existing names of those that were there
   */
  public record Created(List<String> created, List<String> existing) {}

  /**
   * A setting that is not as the contract has it.
   *
   * @param topic the topic's name
   * @param setting a topic setting, or {@code partitions}
   * @param value what it is
   * @param wanted what it is to be
   */
  public record Deviation(String topic, String setting, String value, String wanted) {
    String told() {
      return "%s has %s=%s, the contract wants %s".formatted(topic, setting, value, wanted);
    }
  }

  /**
   * Connects as soon as a broker answers.
   *
   * @param client properties of Kafka's clients
   */
  public static Topics connect(Map<String, Object> client, Patience patience) {
    Admin admin;
    try {
      admin = Admin.create(new HashMap<>(client));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw BootstrapException.unusable(
          "Kafka's clients cannot be set up (%s): see KAFKA_BOOTSTRAP_SERVERS and STREAMIFY_KAFKA_*"
              .formatted(cause.getMessage()));
    }
    Topics topics = new Topics(admin, patience);
    String[] trouble = {""};
    try {
      patience.await(
          () -> topics.reached(trouble),
          () ->
              "Kafka at %s does not answer (%s): start it, or set KAFKA_BOOTSTRAP_SERVERS, and what it asks for as STREAMIFY_KAFKA_*"
                  .formatted(client.get("bootstrap.servers"), trouble[0]));
      return topics;
    } catch (BootstrapException e) {
      topics.close();
      throw e;
    }
  }

  private Optional<Boolean> reached(String[] trouble) {
    try {
      return Optional.of(!admin.describeCluster().nodes().get().isEmpty());
    } catch (ExecutionException e) {
      trouble[0] = e.getCause().getMessage();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BootstrapException.failed("interrupted while waiting for Kafka", e);
    }
  }

  /** Creates the topics that are missing; those that exist stay as they are. */
  public Created create(EventContract contract, TopicSettings settings) {
    Set<String> existing = names();
    List<TopicDefinition> missing =
        contract.topics().stream().filter(topic -> !existing.contains(topic.name())).toList();
    CreateTopicsResult result =
        admin.createTopics(missing.stream().map(settings::newTopic).toList());
    List<String> created = new ArrayList<>();
    result
        .values()
        .forEach(
            (topic, future) -> {
              if (awaitCreation(future, topic)) {
                created.add(topic);
              }
            });
    List<String> there =
        contract.topics().stream()
            .map(TopicDefinition::name)
            .filter(topic -> !created.contains(topic))
            .toList();
    return new Created(created, there);
  }

  Set<String> names() {
    return await(admin.listTopics().names(), "list the topics");
  }

  Map<String, String> settings(String topic) {
    Map<String, String> settings = new HashMap<>();
    awaitKnown(() -> admin.describeConfigs(List.of(resource(topic))).all(), "describe " + topic)
        .values()
        .forEach(
            config -> config.entries().forEach(entry -> settings.put(entry.name(), entry.value())));
    return settings;
  }

  /** Whether it was created; not, when somebody else was quicker. */
  private static boolean awaitCreation(KafkaFuture<Void> future, String topic) {
    try {
      future.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw BootstrapException.failed(
          "the topic %s cannot be created: %s".formatted(topic, e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BootstrapException.failed("interrupted while creating " + topic, e);
    }
  }

  /** What existing topics have otherwise than the contract; more partitions are no deviation. */
  public List<Deviation> deviations(EventContract contract, TopicSettings settings) {
    List<String> names = contract.topics().stream().map(TopicDefinition::name).toList();
    Map<String, TopicDescription> descriptions =
        awaitKnown(() -> admin.describeTopics(names).allTopicNames(), "describe the topics");
    Map<ConfigResource, Config> configs =
        awaitKnown(
            () -> admin.describeConfigs(names.stream().map(Topics::resource).toList()).all(),
            "describe the topics' settings");
    List<Deviation> deviations = new ArrayList<>();
    for (TopicDefinition topic : contract.topics()) {
      int partitions = descriptions.get(topic.name()).partitions().size();
      int wanted = settings.partitions(topic);
      boolean tooMany = !topic.role().isPartitioned() && partitions > 1;
      if (partitions < wanted || tooMany) {
        deviations.add(
            new Deviation(
                topic.name(), PARTITIONS, Integer.toString(partitions), Integer.toString(wanted)));
      }
      Config config = configs.get(resource(topic.name()));
      topic
          .role()
          .settings()
          .forEach(
              (setting, value) -> {
                String actual =
                    Optional.ofNullable(config.get(setting)).map(ConfigEntry::value).orElse("");
                if (!actual.equals(value)) {
                  deviations.add(new Deviation(topic.name(), setting, actual, value));
                }
              });
    }
    return deviations;
  }

  /**
   * Sets what differs.
   *
   * @throws BootstrapException when a topic has too many partitions, which cannot be taken back
   */
  public void fix(List<Deviation> deviations) {
    Map<String, NewPartitions> partitions = new HashMap<>();
    Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
    for (Deviation deviation : deviations) {
      if (deviation.setting().equals(PARTITIONS)) {
        int wanted = Integer.parseInt(deviation.wanted());
        if (wanted < Integer.parseInt(deviation.value())) {
          throw BootstrapException.failed(
              deviation.told() + ": partitions cannot be taken back, make the topic anew");
        }
        partitions.put(deviation.topic(), NewPartitions.increaseTo(wanted));
      } else {
        settings
            .computeIfAbsent(resource(deviation.topic()), topic -> new ArrayList<>())
            .add(
                new AlterConfigOp(
                    new ConfigEntry(deviation.setting(), deviation.wanted()),
                    AlterConfigOp.OpType.SET));
      }
    }
    await(admin.createPartitions(partitions).all(), "add partitions");
    await(admin.incrementalAlterConfigs(settings).all(), "change the topics' settings");
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  /** A topic that was just created is not known to every broker at once. */
  private <T> T awaitKnown(Supplier<KafkaFuture<T>> request, String what) {
    return patience.await(
        () -> {
          try {
            return Optional.of(await(request.get(), what));
          } catch (BootstrapException e) {
            if (e.getCause() != null
                && e.getCause().getCause() instanceof UnknownTopicOrPartitionException) {
              return Optional.empty();
            }
            throw e;
          }
        },
        () -> "the brokers do not know all topics yet, and cannot " + what);
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw BootstrapException.failed(
          "the brokers refuse to %s: %s".formatted(what, e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BootstrapException.failed("interrupted while waiting to " + what, e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
