package dev.streamify.bootstrap.topics;

import dev.streamify.bootstrap.base.Environment;
import dev.streamify.contract.EventContract;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the contract's topics. */
@Command(
    name = "topics",
    description = {
      "Creates the topics of the contract; those that exist stay.",
      "KAFKA_BOOTSTRAP_SERVERS, STREAMIFY_KAFKA_*: how Kafka is reached.",
      "STREAMIFY_TOPICS_PARTITIONS: partitions of topics with events (2).",
      "STREAMIFY_TOPICS_REPLICATION: replicas (the broker's default)."
    })
public final class TopicsCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  private final Environment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--fix", description = "Also set what existing topics have set otherwise.")
  private boolean fix;

  /** With these settings. */
  public TopicsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    TopicSettings settings = TopicSettings.of(environment);
    try (Topics topics = Topics.connect(environment.kafkaClient(), environment.patience())) {
      Topics.Created created = topics.create(EventContract.standard(), settings);
      out.printf(
          "%d topics created %s, %d already there%n",
          created.created().size(), created.created(), created.existing().size());
      List<Topics.Deviation> deviations = topics.deviations(EventContract.standard(), settings);
      if (fix && !deviations.isEmpty()) {
        topics.fix(deviations);
        deviations.forEach(deviation -> out.println("set: " + deviation.told()));
        deviations = topics.deviations(EventContract.standard(), settings);
      }
      deviations.forEach(deviation -> out.println("differs: " + deviation.told()));
      if (!deviations.isEmpty()) {
        out.println("run 'bootstrap topics --fix' to set them");
      }
      return deviations.isEmpty() ? 0 : FAILED;
    }
  }
}
