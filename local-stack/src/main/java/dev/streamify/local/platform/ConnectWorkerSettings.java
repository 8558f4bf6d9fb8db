package dev.streamify.local.platform;

import dev.streamify.local.base.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The committed worker configuration, with what is particular to a laptop laid over it. */
public final class ConnectWorkerSettings {
  private static final String ENV_PROVIDER = "config.providers.env.";

  private ConnectWorkerSettings() {}

  /**
   * The settings of a worker inside this JVM.
   *
   * @param committed the worker configuration of the project
   * @param pluginFolder where the sink's jars are
   * @param bootstrapServers the broker
   * @param restPort loopback port of the REST API
   * @param environment what sink files may refer to as {@code ${env:NAME}}
   */
  public static Map<String, String> of(
      Path committed,
      Path pluginFolder,
      String bootstrapServers,
      int restPort,
      Map<String, String> environment) {
    Map<String, String> settings = read(committed);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("plugin.path", pluginFolder.toString());
    settings.put("listeners", "http://127.0.0.1:" + restPort);
    settings.put("rest.advertised.host.name", "127.0.0.1");
    settings.put("rest.advertised.port", Integer.toString(restPort));
    for (String storage : new String[] {"config", "offset", "status"}) {
      settings.put(storage + ".storage.replication.factor", "1");
    }
    settings.put("offset.storage.partitions", "1");
    settings.put("status.storage.partitions", "1");
    settings.put("config.providers", "env");
    settings.put(ENV_PROVIDER + "class", SettingsConfigProvider.class.getName());
    environment.forEach((name, value) -> settings.put(ENV_PROVIDER + "param." + name, value));
    return settings;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw StackException.unusable("cannot read the worker configuration " + file, e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put((String) key, (String) value));
    return settings;
  }
}
