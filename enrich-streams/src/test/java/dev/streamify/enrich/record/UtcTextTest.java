package dev.streamify.enrich.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTextTest {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final UtcText utc = new UtcText();

  @Test
  void instantsAreWrittenAsJavaTimeWritesThem() {
    Random random = new Random(3);
    long span = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int i = 0; i < 50_000; i++) {
      long ms = random.nextLong(Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(), span);
      assertThat(written(ms)).isEqualTo(ISO.format(Instant.ofEpochMilli(ms)));
    }
    assertThat(written(span)).isEqualTo("9999-12-31T23:59:59.999Z");
    assertThat(written(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(written(0)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @Test
  void yearsOfOtherThanFourDigitsAreNotWritable() {
    assertThat(UtcText.isWritable(Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli()))
        .isTrue();
    assertThat(UtcText.isWritable(Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli()))
        .isFalse();
    assertThat(UtcText.isWritable(Long.MAX_VALUE)).isFalse();
    assertThat(UtcText.isWritable(Long.MIN_VALUE)).isFalse();
  }

  private String written(long ms) {
    ByteWriter out = new ByteWriter();
    utc.writeInstant(ms, out);
    return new String(out.toByteArray(), StandardCharsets.US_ASCII);
  }
}
