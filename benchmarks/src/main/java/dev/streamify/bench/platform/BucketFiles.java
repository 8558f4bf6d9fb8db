package dev.streamify.bench.platform;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Objects of an S3 server that keeps each as a file, read without asking the server: who counts
 * must not depend on what is made to fail. Writes nothing.
 */
public final class BucketFiles implements FileIO {
  /** The catalogue property that names the server's folder, in which a bucket is a folder. */
  public static final String FOLDER = "buckets-folder";

  private static final String SCHEME = "s3://";
  private static final long serialVersionUID = 1L;

  private String folder = "";

  /** Iceberg makes it by its name. */
  public BucketFiles() {}

  /**
   * The file of an object.
   *
   * @param buckets the server's folder
   * @param location {@code s3://bucket/key}
   */
  public static Path file(Path buckets, String location) {
    if (!location.startsWith(SCHEME)) {
      throw new IllegalArgumentException(location + " is no object of S3");
    }
    return buckets.resolve(location.substring(SCHEME.length()));
  }

  @Override
  public void initialize(Map<String, String> properties) {
    folder = properties.get(FOLDER);
  }

  @Override
  public InputFile newInputFile(String path) {
    return Files.localInput(file(Path.of(folder), path).toFile());
  }

  @Override
  public OutputFile newOutputFile(String path) {
    throw new UnsupportedOperationException("who counts does not write");
  }

  @Override
  public void deleteFile(String path) {
    throw new UnsupportedOperationException("who counts does not delete");
  }
}
