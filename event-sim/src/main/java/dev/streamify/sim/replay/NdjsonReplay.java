package dev.streamify.sim.replay;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The events of a folder with one NDJSON file per stream, plain or gzip; what stands before the
 * first dot of a file's name is the stream. Entry point of the package.
 *
 * <p>The files are merged by event time, each keeping its own order. Lines are passed on unchanged,
 * valid or not: judging them is the consumer's part. Blank lines are left out.
 */
public final class NdjsonReplay implements EventSource {
  private final Map<EventStream, Path> paths;
  private final List<StreamFile> files = new ArrayList<>();
  private OptionalLong counted = OptionalLong.empty();

  private NdjsonReplay(Map<EventStream, Path> paths) {
    this.paths = paths;
    try {
      paths.forEach((stream, path) -> files.add(StreamFile.open(stream, path)));
    } catch (SourceException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the files of the contract's streams.
   *
   * @param notices gets one line for each file that is left out
   * @throws SourceException when the folder or one of the files cannot be read, when it has no file
   *     for any stream, or two for one
   */
  public static EventSource of(Path folder, EventContract contract, Consumer<String> notices) {
    TreeMap<String, Path> byName = new TreeMap<>();
    for (Path file : filesIn(folder)) {
      String name = streamName(file);
      if (contract.stream(name).isEmpty()) {
        notices.accept("%s is left out: there is no stream '%s'".formatted(file, name));
        continue;
      }
      Path other = byName.put(name, file);
      if (other != null) {
        throw new SourceException(
            "%s and %s are both for the stream %s: keep one of them".formatted(other, file, name));
      }
    }
    if (byName.isEmpty()) {
      throw new SourceException(
          "%s has no file for any stream: name one after each topic, such as %s.gz"
              .formatted(folder, contract.streams().get(0).name()));
    }
    Map<EventStream, Path> paths = new LinkedHashMap<>();
    byName.forEach((name, file) -> paths.put(contract.stream(name).orElseThrow(), file));
    return new NdjsonReplay(paths);
  }

  private static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SourceException(
          "%s is no folder: give one with a file per topic, such as listen_events.gz"
              .formatted(folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry) && !streamName(entry).isEmpty())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SourceException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** What stands before the first dot; nothing for hidden files. */
  private static String streamName(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public Optional<RawEvent> next() {
    StreamFile first = null;
    long firstTime = 0;
    for (StreamFile file : files) {
      Optional<RawEvent> head = file.head();
      if (head.isPresent() && (first == null || head.get().eventTimeMs() < firstTime)) {
        first = file;
        firstTime = head.get().eventTimeMs();
      }
    }
    return Optional.ofNullable(first).map(StreamFile::take);
  }

  /** The first call reads all files once, to count their lines. */
  @Override
  public OptionalLong expectedRecords() {
    if (counted.isEmpty()) {
      counted = OptionalLong.of(paths.values().stream().mapToLong(NdjsonReplay::count).sum());
    }
    return counted;
  }

  private static long count(Path path) {
    long records = 0;
    try (LineReader lines = LineReader.open(path)) {
      while (lines.next().isPresent()) {
        records++;
      }
    }
    return records;
  }

  @Override
  public void close() {
    files.forEach(StreamFile::close);
  }
}
