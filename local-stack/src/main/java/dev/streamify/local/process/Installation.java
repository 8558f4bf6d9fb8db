package dev.streamify.local.process;

import dev.streamify.local.base.StackException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build put the other modules: beside this one.
 *
 * @param root the project's folder
 */
public record Installation(Path root) {

  /** Finds the project from the place of this module's jar, {@code local-stack/target}. */
  public static Installation locate() {
    Path jar =
        Path.of(
            java.net.URI.create(
                Installation.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Path target = jar.getParent();
    return new Installation(target.getParent().getParent());
  }

  /** The agent that ends children with their parent. */
  public Path guardAgent() {
    return require("local-stack/target/local-stack-guard.jar");
  }

  /** The Quarkus application of a module. */
  public Path quarkusApplication(String module) {
    return require(module + "/target/quarkus-app/quarkus-run.jar");
  }

  /** The jars of the Spark server. */
  public Path sparkJars() {
    return require("spark-server/target/jars");
  }

  /** The JVM options of the Spark server. */
  public Path sparkJvmOptions() {
    return require("spark-server/target/jvm.options");
  }

  /** The folder that Connect loads plugins from. */
  public Path connectPlugins() {
    return require("connect-config/target/plugin");
  }

  /** The worker's configuration. */
  public Path connectWorkerProperties() {
    return require("connect-config/worker/connect-distributed.properties");
  }

  /** What the worker's metrics are named like. */
  public Path connectMetricRules() {
    return require("connect-config/jmx-exporter.yml");
  }

  /** The folder of sink files. */
  public Path sinks() {
    return require("connect-config/sinks");
  }

  private Path require(String relative) {
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw StackException.unusable(path + " is missing: build the project with `mvn package`");
    }
    return path;
  }
}
