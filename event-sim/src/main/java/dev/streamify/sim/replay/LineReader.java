package dev.streamify.sim.replay;

import dev.streamify.sim.event.SourceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of a file, plain or gzip, as bytes; holds one line and a buffer in memory. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int GZIP_MAGIC_1 = 0x1F;
  private static final int GZIP_MAGIC_2 = 0x8B;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;

  private LineReader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Opens the file; whether it is compressed is told by its first bytes, not by its name. */
  static LineReader open(Path file) {
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      raw.mark(2);
      boolean compressed = raw.read() == GZIP_MAGIC_1 && raw.read() == GZIP_MAGIC_2;
      raw.reset();
      return new LineReader(file, compressed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The next line that is not blank, ending in {@code \n}; empty at the end of the file. */
  Optional<byte[]> next() {
    try {
      byte[] line = nextLine();
      while (line.length > 0 && isBlank(line)) {
        line = nextLine();
      }
      return line.length == 0 ? Optional.empty() : Optional.of(terminated(line));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The next line with its end, or no bytes at the end of the file. */
  private byte[] nextLine() throws IOException {
    ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    while (at < filled || fill()) {
      int end = indexOfNewline();
      if (end >= 0) {
        byte[] rest = Arrays.copyOfRange(buffer, at, end + 1);
        at = end + 1;
        if (begun.size() == 0) {
          return rest;
        }
        begun.writeBytes(rest);
        return begun.toByteArray();
      }
      begun.write(buffer, at, filled - at);
      at = filled;
    }
    return begun.toByteArray();
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private int indexOfNewline() {
    for (int i = at; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private static byte[] terminated(byte[] line) {
    if (line[line.length - 1] == '\n') {
      return line;
    }
    byte[] terminated = Arrays.copyOf(line, line.length + 1);
    terminated[line.length] = '\n';
    return terminated;
  }

  private static SourceException unreadable(Path file, IOException e) {
    return new SourceException(
        "%s cannot be read (%s): is it complete, and plain or gzip?"
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
