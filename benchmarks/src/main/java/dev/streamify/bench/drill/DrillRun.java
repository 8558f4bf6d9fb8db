package dev.streamify.bench.drill;

import dev.streamify.bench.base.BenchException;
import dev.streamify.bench.process.Installation;
import dev.streamify.bench.report.DrillReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One drill after the other, each on a platform of its own. */
public final class DrillRun implements AutoCloseable {
  private final DrillOptions options;
  private final Installation installation;
  private final Consumer<String> progress;
  private Optional<Scene> playing = Optional.empty();

  /**
   * A run.
   *
   * @param installation where the services are
   * @param progress told a line at a time
   */
  public DrillRun(DrillOptions options, Installation installation, Consumer<String> progress) {
    this.options = options;
    this.installation = installation;
    this.progress = progress;
  }

  /** Does these, whatever comes of the others. */
  public List<DrillReport> run(Collection<DrillKind> kinds) {
    List<DrillReport> reports = new ArrayList<>();
    for (DrillKind kind : kinds) {
      progress.accept(kind + " begins");
      DrillReport report = play(kind);
      progress.accept(
          "%s: %s"
              .formatted(
                  kind, report.verdict().isEmpty() ? "as promised" : "WRONG " + report.verdict()));
      reports.add(report);
    }
    return reports;
  }

  private DrillReport play(DrillKind kind) {
    Drill drill = kind.make();
    try (Scene scene = open(kind)) {
      try {
        drill.play(scene);
        return scene.report(kind.toString(), drill.what());
      } catch (BenchException e) {
        return scene.failed(kind.toString(), drill.what(), e.getMessage());
      }
    } catch (BenchException notStarted) {
      return new DrillReport(
          kind.toString(),
          drill.what(),
          options.seed(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          List.of("the platform does not start: " + notStarted.getMessage()));
    }
  }

  private synchronized Scene open(DrillKind kind) {
    Scene scene =
        Scene.open(options, installation, options.folder().resolve(kind.toString()), progress);
    playing = Optional.of(scene);
    return scene;
  }

  /** Ends everything that it started, also in the middle of a drill. */
  @Override
  public synchronized void close() {
    playing.ifPresent(Scene::close);
  }
}
