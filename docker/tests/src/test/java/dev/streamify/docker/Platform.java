package dev.streamify.docker;

import com.github.dockerjava.api.DockerClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The services of docker-compose.yml as containers on a network of their own: our own images, and
 * stand-ins for those of others. Each starts when what it depends on is healthy or done.
 */
final class Platform implements AutoCloseable {
  private static final Duration STARTUP = Duration.ofMinutes(4);

  private static final int GRACE_SECONDS = 30;

  private final Settings settings = Settings.random();
  private final String volumes = "streamify-test-" + UUID.randomUUID() + "-";
  private final Network network = Network.newNetwork();
  private final Deque<GenericContainer<?>> started = new ArrayDeque<>();
  private final Map<String, GenericContainer<?>> services = new LinkedHashMap<>();
  private final ComposeFile compose;

  private final Encryption encryption;

  private Platform(Path folder) {
    this.compose = ComposeFile.read(settings.variables());
    this.encryption = Encryption.in(folder, settings.kafka());
  }

  /**
   * Starts everything; what was started before a failure is stopped. Kafka takes nobody without TLS
   * and a password, and S3 speaks TLS only.
   *
   * @param folder for keys, which containers read
   */
  static Platform start(Path folder) {
    Platform platform = new Platform(folder);
    try {
      platform.compose.inStartOrder().forEach(platform::begin);
      return platform;
    } catch (RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** Runs a service of the file with a command of its own to its end. */
  GenericContainer<?> run(String service, String... command) {
    GenericContainer<?> container = container(compose.services().get(service));
    begin(service, container.withCommand(command));
    return container;
  }

  /** Runs a service with further variables to its end, and returns its exit code. */
  long exitCode(String service, Map<String, String> further) {
    GenericContainer<?> container = container(compose.services().get(service)).withEnv(further);
    // Whatever comes of it: it is looked at.
    container.withStartupCheckStrategy(new AnyEnd());
    begin(service + "-attempt", container);
    return container.getCurrentContainerInfo().getState().getExitCodeLong();
  }

  private void begin(ComposeService service) {
    begin(service.name(), container(service));
  }

  private void begin(String name, GenericContainer<?> container) {
    started.push(container);
    services.put(name, container);
    try {
      container.start();
    } catch (RuntimeException e) {
      String logs = container.getContainerId() == null ? "" : container.getLogs();
      throw new IllegalStateException("%s does not start:%n%s".formatted(name, logs), e);
    }
  }

  private GenericContainer<?> container(ComposeService service) {
    DockerImageName image =
        service
            .module()
            .map(Images::of)
            .orElseGet(() -> Images.standIn(StandIns.SERVICES.get(service.name())));
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withNetwork(network)
            .withNetworkAliases(service.name())
            .withEnv(service.environment())
            .withEnv(QuickJvm.environment())
            .withCreateContainerCmdModifier(
                new ContainerSettings(service, volumes, encryption.folder()));
    encrypted(service).forEach(container::withEnv);
    if (!service.command().isEmpty()) {
      container.withCommand(service.command().toArray(String[]::new));
    }
    // Nothing but the API is published.
    if (service.name().equals("batch-api")) {
      container.addExposedPort(8080);
    }
    if (service.oneShot()) {
      return container.withStartupCheckStrategy(
          new OneShotStartupCheckStrategy().withTimeout(STARTUP));
    }
    return container.waitingFor(Wait.forHealthcheck().withStartupTimeout(STARTUP));
  }

  private Map<String, String> encrypted(ComposeService service) {
    Map<String, String> further = new HashMap<>();
    switch (service.name()) {
      case "kafka" -> further.putAll(encryption.broker());
      case "minio", "minio-bucket" -> further.putAll(encryption.s3Server());
      case "polaris" -> further.putAll(encryption.catalogServer());
      default -> {
        if (service.environment().containsKey("KAFKA_BOOTSTRAP_SERVERS")) {
          further.putAll(encryption.client());
        }
        if (service.environment().containsKey("STREAMIFY_CATALOG_S3_ENDPOINT")) {
          further.putAll(encryption.s3Client());
        }
      }
    }
    return further;
  }

  Api api() {
    GenericContainer<?> batchApi = services.get("batch-api");
    String url = "http://%s:%d".formatted(batchApi.getHost(), batchApi.getMappedPort(8080));
    return new Api(url, settings.apiKey());
  }

  /** Ends a container's process without warning, and starts the container again. */
  void killAndRestart(String service) {
    String id = services.get(service).getContainerId();
    docker().killContainerCmd(id).withSignal("KILL").exec();
    docker().startContainerCmd(id).exec();
  }

  Settings settings() {
    return settings;
  }

  /** Containers by the names of their services, in the order of their starts. */
  Map<String, GenericContainer<?>> services() {
    return services;
  }

  /** The secret that the bootstrap of the catalogue made, as those read it who use it. */
  String catalogueSecret() {
    GenericContainer<?> reader = services.get("batch-api");
    return reader.copyFileFromContainer(
        "/var/lib/streamify/credentials/catalog.env",
        file ->
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("STREAMIFY_CATALOG_CREDENTIAL="))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .findFirst()
                .orElseThrow());
  }

  /** What {@code docker inspect} shows of a service's container. */
  String inspect(String service) {
    return services.get(service).getCurrentContainerInfo().toString();
  }

  /** The commands that made the layers of a service's image. */
  List<String> imageHistory(String service) {
    return docker().imageHistoryCmd(services.get(service).getDockerImageName()).exec().stream()
        .map(layer -> String.valueOf(layer.getCreatedBy()))
        .toList();
  }

  /** Asks a container to end, as compose does, and returns the exit code. */
  long stopGracefully(String service) {
    String id = services.get(service).getContainerId();
    docker().stopContainerCmd(id).withTimeout(GRACE_SECONDS).exec();
    return docker().inspectContainerCmd(id).exec().getState().getExitCodeLong();
  }

  static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      started.pop().stop();
    }
    network.close();
    var left = docker().listVolumesCmd().exec().getVolumes();
    if (left != null) {
      left.stream()
          .filter(volume -> volume.getName().startsWith(volumes))
          .forEach(volume -> docker().removeVolumeCmd(volume.getName()).exec());
    }
  }
}
