package dev.streamify.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnvironmentPropertiesTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void names_are_those_of_the_library_in_every_language() {
    Locale.setDefault(Locale.forLanguageTag("tr"));

    assertThat(
            EnvironmentProperties.of(
                Map.of(
                    "STREAMIFY_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                    "STREAMIFY_KAFKA_A__B_ID", "1",
                    "STREAMIFY_KAFKA_SASL_MECHANISM", " ",
                    "STREAMIFY_OTHER", "2",
                    "PATH", "/bin"),
                EnvironmentProperties.KAFKA_PREFIX))
        .containsOnly(Map.entry("security.protocol", "SASL_SSL"), Map.entry("a-b.id", "1"));
  }
}
