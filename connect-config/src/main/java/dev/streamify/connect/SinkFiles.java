package dev.streamify.connect;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.SinkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the sink files of the contract into a folder. */
public final class SinkFiles {
  private SinkFiles() {}

  /**
   * Rewrites the folder.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    write(EventContract.standard(), Path.of(args[0]));
  }

  /** Writes one file per sink of the contract, named after the connector. */
  static void write(EventContract contract, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (SinkDefinition sink : contract.sinks()) {
      Files.writeString(
          folder.resolve(sink.connectorName() + ".json"), SinkConfiguration.of(sink).toJson());
    }
  }
}
