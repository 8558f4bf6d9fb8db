package dev.streamify.bench.cli;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.report.Report;
import dev.streamify.bench.report.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a benchmark writes to. */
final class OutputOptions {
  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Where data and logs go, and stay (default: a temporary folder, removed).")
  private Path workDir;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the result there as JSON.")
  private Path report;

  private OutputOptions() {}

  WorkFolder workFolder(PrintWriter err) throws IOException {
    return WorkFolder.of(Optional.ofNullable(workDir), err);
  }

  /** To be called first: what was measured for an hour must not get lost. */
  void requireWritable() {
    if (report == null) {
      return;
    }
    Path folder = report.toAbsolutePath().getParent();
    if (!Files.isWritable(folder) || Files.isDirectory(report)) {
      throw BenchException.unusable(
          "--report %s cannot be written: give a file in a folder that exists".formatted(report));
    }
  }

  /** Tells the result and returns the exit code. */
  int write(Report result, PrintWriter out) throws IOException {
    out.println(Reports.markdown(result));
    out.println(Reports.json(result));
    out.flush();
    if (report != null) {
      Files.writeString(report, Reports.json(result));
    }
    return result.keepsLimits() ? 0 : BenchException.FAILED;
  }
}
