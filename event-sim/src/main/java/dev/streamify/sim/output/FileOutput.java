package dev.streamify.sim.output;

import dev.streamify.contract.EventContract;
import dev.streamify.contract.EventStream;
import dev.streamify.sim.event.EventSource;
import dev.streamify.sim.event.RawEvent;
import dev.streamify.sim.event.SourceException;
import dev.streamify.sim.event.Truth;
import dev.streamify.sim.event.TruthCounter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Writes a sequence of events into one NDJSON file per stream, named as Eventsim names them. */
public final class FileOutput {
  private static final int BUFFER_BYTES = 1 << 18;

  private final EventContract contract;
  private final Path folder;

  /** Writes nothing yet; the folder is made when it is missing. */
  public FileOutput(EventContract contract, Path folder) {
    this.contract = contract;
    this.folder = folder;
  }

  /**
   * Writes the whole sequence, over what is in the files.
   *
   * @param source the sequence, at its beginning; the caller closes it
   * @param pacer when a record may be written
   * @param progress learns how far it is
   * @param stop ends the writing early when true
   * @throws SourceException when a file cannot be written
   */
  public Truth write(EventSource source, Pacer pacer, Progress progress, BooleanSupplier stop) {
    try (OpenFiles files = OpenFiles.in(folder, contract)) {
      return write(source, files, pacer, progress, stop);
    } catch (IOException e) {
      throw new SourceException("%s cannot be written: %s".formatted(folder, e), e);
    }
  }

  private Truth write(
      EventSource source, OpenFiles files, Pacer pacer, Progress progress, BooleanSupplier stop)
      throws IOException {
    TruthCounter truth = new TruthCounter(contract);
    ProgressMeter meter = new ProgressMeter(progress, source.expectedRecords());
    Optional<RawEvent> next = source.next();
    while (next.isPresent() && !stop.getAsBoolean()) {
      RawEvent event = next.get();
      pacer.await(event, stop);
      writeLine(files.of(event.stream()), event.value());
      truth.count(event);
      meter.count();
      next = source.next();
    }
    meter.end();
    return truth.truth();
  }

  private static void writeLine(OutputStream out, byte[] value) throws IOException {
    out.write(value);
    if (value.length == 0 || value[value.length - 1] != '\n') {
      out.write('\n');
    }
  }

  /** The files by stream. */
  private record OpenFiles(Map<String, OutputStream> byStream) implements AutoCloseable {
    static OpenFiles in(Path folder, EventContract contract) throws IOException {
      OpenFiles files = new OpenFiles(new HashMap<>());
      Files.createDirectories(folder);
      for (EventStream stream : contract.streams()) {
        OutputStream file = Files.newOutputStream(folder.resolve(stream.rawTopic()));
        files.byStream.put(stream.name(), new BufferedOutputStream(file, BUFFER_BYTES));
      }
      return files;
    }

    OutputStream of(String stream) {
      return byStream.get(stream);
    }

    @Override
    public void close() throws IOException {
      for (OutputStream file : byStream.values()) {
        file.close();
      }
    }
  }
}
