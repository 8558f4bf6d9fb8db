package dev.streamify.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged simulator, feeding a broker at a steady rate until it is closed. */
record Simulator(Process process) implements AutoCloseable {
  private static final Path JAR =
      Path.of("..", "event-sim", "target", "event-sim.jar").toAbsolutePath().normalize();

  static Simulator start(Path folder, int kafkaPort, int perSecond) throws IOException {
    return new Simulator(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "--bootstrap-servers=127.0.0.1:" + kafkaPort,
                "--events=1000000",
                "--rate=" + perSecond,
                "--randomseed=7")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("simulator.out").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
