package dev.streamify.batch.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What nobody should send. */
final class FuzzInputs {
  /** As parameters and headers. */
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "x'; DROP TABLE runs;--",
          "x\" OR \"1\"=\"1",
          "../../../../etc/passwd",
          "..%2f..%2fetc",
          "a\u0000b",
          "a\r\nX-Injected: yes",
          "\u001b[31m\u202e\u2028",
          "null",
          "true",
          "0",
          "-1",
          "1e9",
          "999999999999999999999999",
          "9999-99-99",
          "2026-02-30",
          "-2026-01-01",
          "+999999999-01-01",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "%",
          "%s%n%d",
          "\uD83D\uDE00",
          "x".repeat(5_000),
          "x".repeat(100_000));

  /** As values of fields, JSON. */
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "99999999999999999999999999",
          "1.5",
          "[]",
          "{}",
          "[[1]]",
          "\"\"",
          "\"x'; DROP TABLE runs;--\"",
          "\"../../etc\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"9999-99-99\"",
          "\"" + "x".repeat(50_000) + "\"");

  /** As whole bodies. */
  static final List<byte[]> BODIES =
      List.of(
          utf8("{"),
          utf8("null"),
          utf8("[]"),
          utf8("\"text\""),
          utf8("{} {}"),
          utf8("{\"nobody_knows_this\":1}"),
          utf8("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
          utf8("{\"a\":".repeat(10_000)),
          utf8("x".repeat(100_000)),
          utf8("\u0000\u0001"),
          new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'},
          new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});

  private FuzzInputs() {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
