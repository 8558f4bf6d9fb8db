package dev.streamify.local.stack;

import dev.streamify.contract.EventContract;
import dev.streamify.local.base.Await;
import dev.streamify.local.base.StackException;
import dev.streamify.local.http.JsonClient;
import dev.streamify.local.platform.CatalogServer;
import dev.streamify.local.platform.ConnectMetrics;
import dev.streamify.local.platform.ConnectWorkerSettings;
import dev.streamify.local.platform.DataDirectory;
import dev.streamify.local.platform.EmbeddedBroker;
import dev.streamify.local.platform.EmbeddedConnect;
import dev.streamify.local.platform.SinkRegistration;
import dev.streamify.local.platform.Topics;
import dev.streamify.local.process.Installation;
import dev.streamify.local.process.ManagedProcess;
import dev.streamify.local.process.ServiceDefinition;
import dev.streamify.local.process.Services;
import dev.streamify.local.settings.Ports;
import dev.streamify.local.settings.StackOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running parts of the stack, in the order in which they need each other. */
final class Platform implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private final Resources resources = new Resources();
  private final List<ManagedProcess> processes = new ArrayList<>();
  private final Installation installation;
  private final Ports ports;
  private final Console console;
  private final String bootstrapServers;
  private final Topics topics;
  private final JsonClient connect;
  private final JsonClient batch;

  private Platform(Installation installation, DataDirectory data, Ports ports, Console console) {
    this.installation = installation;
    this.ports = ports;
    this.console = console;
    this.connect = new JsonClient(ports.connect());
    this.batch = new JsonClient(ports.batch());
    resources.add(CatalogServer.start(data.catalog(), ports.catalog()));
    EmbeddedBroker broker =
        resources.add(EmbeddedBroker.start(data.kafka(), ports.kafka(), ports.controller()));
    this.bootstrapServers = broker.bootstrapServers();
    this.topics = resources.add(new Topics(bootstrapServers));
  }

  /** Starts everything and returns when events can flow. */
  static Platform start(
      Installation installation,
      DataDirectory data,
      StackOptions options,
      EventContract contract,
      Console console,
      Resources owner) {
    Ports ports = options.ports();
    Platform platform = owner.add(new Platform(installation, data, ports, console));
    platform.topics.create(contract);
    Map<String, String> environment = platform.environment(data);
    Services services = new Services(installation, ports, environment);
    // The slowest first; batch-api before the sinks, as it creates their tables.
    platform.launch(services.sparkServer(data.spark()), data);
    platform.launch(services.batchApi(data.history(), !options.exitWhenDone()), data);
    platform.launch(services.enrichStreams(), data);
    platform.resources.add(
        EmbeddedConnect.start(
            ConnectWorkerSettings.of(
                installation.connectWorkerProperties(),
                installation.connectPlugins(),
                platform.bootstrapServers,
                ports.connect(),
                environment)));
    platform.resources.add(
        ConnectMetrics.start(installation.connectMetricRules(), ports.connectMetrics()));
    platform.awaitReady();
    return platform;
  }

  private Map<String, String> environment(DataDirectory data) {
    Map<String, String> environment =
        new HashMap<>(CatalogServer.environment(ports.catalog(), data.warehouse()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    return environment;
  }

  private void launch(ServiceDefinition service, DataDirectory data) {
    processes.add(
        resources.add(
            ManagedProcess.start(service, installation.guardAgent(), data.logs(), console::line)));
  }

  private void awaitReady() {
    awaitAnswer(batch, "batch-api", "/q/health/ready");
    awaitAnswer(connect, "Kafka Connect", "/connectors");
    SinkRegistration registration = new SinkRegistration(connect);
    registration.register(installation.sinks());
    Await.until(
        START_TIMEOUT,
        () -> registration.problems(installation.sinks()).isEmpty(),
        () -> String.join("; ", registration.problems(installation.sinks())));
    awaitAnswer(new JsonClient(ports.enrich()), "enrich-streams", "/q/health/ready");
  }

  private void awaitAnswer(JsonClient client, String service, String path) {
    Await.until(
        START_TIMEOUT,
        () -> {
          requireHealthy();
          return client.get(path).ok();
        },
        () ->
            "%s is not ready after %d s: %s"
                .formatted(service, START_TIMEOUT.toSeconds(), client.get(path).body()));
  }

  /** Throws when a process has been given up. */
  void requireHealthy() {
    Optional<String> failure =
        processes.stream().map(ManagedProcess::failure).flatMap(Optional::stream).findFirst();
    if (failure.isPresent()) {
      throw StackException.failed(failure.get());
    }
  }

  /** What is wrong with the sinks, one line each. */
  List<String> sinkProblems() {
    return new SinkRegistration(connect).problems(installation.sinks());
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  Topics topics() {
    return topics;
  }

  JsonClient batch() {
    return batch;
  }

  @Override
  public void close() {
    // All at once, as each takes its time; the broker stays until they are gone.
    processes.forEach(ManagedProcess::requestStop);
    resources.closeAll();
  }
}
