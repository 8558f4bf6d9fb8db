package dev.streamify.batch.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A service that has a key for each role. */
public class KeysProfile implements QuarkusTestProfile {
  static final String VIEWER = key('v');
  static final String OPERATOR = key('o');
  static final String ADMIN = key('a');

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "streamify.batch.security.keys.reader.sha256", sha256(VIEWER),
        "streamify.batch.security.keys.reader.role", "viewer",
        "streamify.batch.security.keys.nightly.sha256", sha256(OPERATOR),
        "streamify.batch.security.keys.nightly.role", "operator",
        "streamify.batch.security.keys.boss.sha256", sha256(ADMIN),
        "streamify.batch.security.keys.boss.role", "admin",
        "streamify.batch.security.limits.failure-burst", "40");
  }

  private static String key(char letter) {
    return "sfy_" + String.valueOf(letter).repeat(43);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
