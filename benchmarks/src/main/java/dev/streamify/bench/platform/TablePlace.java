package dev.streamify.bench.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where tables lie, as Iceberg's catalogue properties: the warehouse and the way to its files.
 *
 * @param ofServices what the platform's processes are told
 * @param ofCounting for whoever counts, past everything that is made to fail
 */
public record TablePlace(Map<String, String> ofServices, Map<String, String> ofCounting) {
  /** A place. */
  public TablePlace {
    ofServices = Map.copyOf(ofServices);
    ofCounting = Map.copyOf(ofCounting);
  }

  /** A folder of this machine. */
  public static TablePlace folder(Path warehouse) {
    Map<String, String> properties =
        Map.of(
            "warehouse",
            warehouse.toUri().toString(),
            "io-impl",
            "org.apache.iceberg.hadoop.HadoopFileIO");
    return new TablePlace(properties, properties);
  }
}
