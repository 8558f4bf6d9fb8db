package dev.streamify.k8s;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Overlays as a cluster gets them: put together by kustomize in a copy of the folders. */
final class Rendering {
  /** The overlays. */
  enum Overlay {
    LOCAL,
    PRODUCTION;

    String folder() {
      return "k8s/overlays/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Older ones do not know half of what stands in the kustomization files. */
  private static final int OLDEST_KUSTOMIZE = 5;

  private static final Pattern VERSION = Pattern.compile("(?:Kustomize Version: |^)v(\\d+)\\.");

  private Rendering() {}

  /**
   * Renders an overlay as it is checked out, and the throw-away Secrets of the local one; the test
   * is skipped where neither kubectl nor kustomize is installed.
   */
  static Resources of(Overlay overlay) {
    try {
      Path copy = Files.createTempDirectory("overlays");
      try {
        return of(overlay, copy);
      } finally {
        deleteTree(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Resources of(Overlay overlay, Path copy) {
    List<String> command = program(copy);
    copyTree(SourceFiles.ROOT.resolve("k8s/base"), copy.resolve("k8s/base"));
    copyTree(SourceFiles.ROOT.resolve("k8s/overlays"), copy.resolve("k8s/overlays"));
    copyTree(SourceFiles.ROOT.resolve("monitoring"), copy.resolve("monitoring"));
    List<Manifest> manifests = new ArrayList<>(render(copy, command, overlay.folder()));
    if (overlay == Overlay.LOCAL) {
      run(copy, List.of("sh", overlay.folder() + "/make-secrets.sh"));
      manifests.addAll(render(copy, command, overlay.folder() + "/secrets"));
    }
    return new Resources(manifests);
  }

  private static List<Manifest> render(Path copy, List<String> program, String folder) {
    List<String> command = new ArrayList<>(program);
    command.add(folder);
    return Yaml.documents(folder, run(copy, command));
  }

  private static List<String> program(Path folder) {
    for (List<String> program :
        List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))) {
      if (onPath(program.get(0)).isPresent()
          && version(folder, program.get(0)) >= OLDEST_KUSTOMIZE) {
        return program;
      }
    }
    return abort(
        "neither kubectl nor kustomize with kustomize %d or newer is on the PATH: overlays cannot be rendered here"
            .formatted(OLDEST_KUSTOMIZE));
  }

  /** The major version of the kustomize that a program is or has; 0 when it does not tell. */
  private static int version(Path folder, String program) {
    List<String> command =
        program.equals("kubectl")
            ? List.of("kubectl", "version", "--client")
            : List.of("kustomize", "version");
    Matcher version = VERSION.matcher(run(folder, command));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  private static Optional<Path> onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void copyTree(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Secrets that somebody made for a cluster of theirs.
        if (file.toString().contains("/secrets/")) {
          continue;
        }
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      Path errors = Files.createTempFile(folder, "errors", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      Assertions.assertThat(ended && process.exitValue() == 0)
          .as("%s: %s", String.join(" ", command), Yaml.text(errors))
          .isTrue();
      return Yaml.text(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
    }
  }
}
