package dev.streamify.batch.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A key as the service knows it: by its digest only. */
final class ApiKey {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
  // 43 characters of base64url are 256 random bits: nothing that could be guessed or looked up.
  private static final Pattern KEY = Pattern.compile("sfy_[A-Za-z0-9_-]{43}");

  private final Caller caller;
  private final byte[] digest;

  private ApiKey(Caller caller, byte[] digest) {
    this.caller = caller;
    this.digest = digest;
  }

  /**
   * Takes a key into service.
   *
   * @param name for the audit log
   * @param role {@code viewer}, {@code operator} or {@code admin}
   * @param sha256 hex SHA-256 of the whole key
   * @throws SettingsException when one of them is not usable; the message does not repeat the
   *     digest
   */
  static ApiKey of(String name, String role, String sha256) {
    if (!NAME.matcher(name).matches()) {
      throw new SettingsException("the key's name must be 1 to 64 letters, digits or any of . _ -");
    }
    Role known =
        Role.of(role)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "key '%s' must have the role viewer, operator or admin".formatted(name)));
    if (!DIGEST.matcher(sha256).matches()) {
      throw new SettingsException(
          "key '%s' must have a SHA-256 of 64 hex digits, found %d characters; never put the key itself here"
              .formatted(name, sha256.length()));
    }
    return new ApiKey(new Caller(name, known, Caller.Kind.KEY), HexFormat.of().parseHex(sha256));
  }

  /** Whether a text has the form of a key. */
  static boolean looksLikeKey(String text) {
    return KEY.matcher(text).matches();
  }

  static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String hex(String key) {
    return HexFormat.of().formatHex(digest(key));
  }

  /** In a time that does not depend on where the two differ. */
  boolean has(byte[] presented) {
    return MessageDigest.isEqual(digest, presented);
  }

  Caller caller() {
    return caller;
  }

  String hex() {
    return HexFormat.of().formatHex(digest);
  }

  /** Without the digest. */
  @Override
  public String toString() {
    return "ApiKey[" + caller.name() + "]";
  }
}
