package dev.streamify.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers would find out only on the page that is broken. */
class ConsoleFilesTest {
  private static final String ROOT = "META-INF/resources";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:from |import\\(|import |href=|src=)['\"]((?:\\.\\.?|/console|/webjars)/[^'\"`$]+)['\"]");
  private static final int MOST_LINES = 300;

  static List<Path> files() throws IOException, URISyntaxException {
    URL folder = ConsoleFilesTest.class.getResource("/" + ROOT + "/console/index.html");
    try (Stream<Path> files = Files.walk(Path.of(folder.toURI()).getParent())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatAFileLoadsIsThere(Path file) throws IOException {
    Path web = file;
    while (!web.endsWith(ROOT)) {
      web = web.getParent();
    }
    Matcher reference = REFERENCE.matcher(text(file));
    while (reference.find()) {
      String path = reference.group(1);
      String resource =
          path.startsWith("/")
              ? ROOT + path
              : ROOT + "/" + web.relativize(file.resolveSibling(path).normalize());
      assertThat(getClass().getResource("/" + resource)).as("%s of %s", path, file).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingComesFromElsewhereOrNeedsMoreThanThePolicyAllows(Path file) throws IOException {
    assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://")
        .doesNotContainPattern("\\bon(click|load|error)=")
        .doesNotContainPattern("<[a-z][^>]* style=")
        .doesNotContainPattern("\\beval\\(|new Function|innerHTML|unsafeHTML");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileCanBeReadInOneGo(Path file) throws IOException {
    assertThat(text(file).lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
  }
}
