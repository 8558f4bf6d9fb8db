package dev.streamify.batch.tables;

import dev.streamify.batch.http.ApiException;
import dev.streamify.batch.http.ErrorCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many requests at once read rows of data files as {@code row-readers} says. */
@Singleton
public class RowReaders {
  private final TablesConfig config;
  private final Semaphore readers;

  RowReaders(TablesConfig config) {
    this.config = config;
    this.readers = new Semaphore(config.rowReaders(), true);
  }

  /** Reads something. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads it. */
    T read() throws IOException;
  }

  /**
   * Reads when it is its turn.
   *
   * @throws ApiException busy, when that does not come in time
   */
  public <T> T reading(LoadedTable table, Reading<T> reading) {
    acquire();
    try {
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException("files of table %s cannot be read".formatted(table.name()), e);
    } finally {
      readers.release();
    }
  }

  private void acquire() {
    try {
      if (readers.tryAcquire(config.rowWait().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ApiException(
        ErrorCode.BUSY, "too many requests read rows at once: try again in some seconds");
  }
}
