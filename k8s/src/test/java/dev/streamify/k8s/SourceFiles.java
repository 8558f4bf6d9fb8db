package dev.streamify.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The manifests as they are written, before kustomize puts them together. */
final class SourceFiles {
  /** The project's root, seen from this module. */
  static final Path ROOT = Path.of("..");

  static final Path FOLDER = Path.of(".");

  /** Files of kustomize itself and of other programs. */
  private static final Set<String> OTHER =
      Set.of("kustomization.yml", "references.yml", "jmx-exporter.yml");

  private SourceFiles() {}

  static List<Path> all() {
    return Stream.of("base", "overlays").flatMap(folder -> yml(FOLDER.resolve(folder))).toList();
  }

  private static Stream<Path> yml(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yml"))
          .filter(file -> !OTHER.contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Manifest> resources() {
    return all().stream()
        .flatMap(file -> Yaml.documents(file.toString(), Yaml.text(file)).stream())
        .toList();
  }

  /** The only resource of that kind and name; an error tells when there is none. */
  static Manifest resource(String kind, String name) {
    return resources().stream()
        .filter(resource -> resource.is(kind) && resource.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(kind, name)));
  }

  static Stream<Manifest> ofKind(String kind) {
    return resources().stream().filter(resource -> resource.is(kind));
  }
}
