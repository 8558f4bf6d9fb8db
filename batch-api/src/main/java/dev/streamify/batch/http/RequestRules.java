package dev.streamify.batch.http;

import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every request must be like before anybody reads it. Paths that two readers could understand
 * in two ways are refused, since one of the readers decides who may call them.
 *
 * @param maxBodyBytes the largest body
 */
record RequestRules(long maxBodyBytes) {
  private static final int MAX_URI_CHARS = 8_192;
  private static final int MAX_HEADER_CHARS = 16_384;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "(?i)(?:^|&)(?:[^=&]{0,40}(?:token|secret|password)|api[-_]?key|key)=|sfy_[A-Za-z0-9_-]{20,}");
  private static final Pattern TYPE =
      Pattern.compile("[\\w!#$%&'*+.^`|~-]{1,64}/[\\w!#$%&'*+.^`|~-]{1,128}(?:\\s*;.{0,200})?");
  private static final Pattern ACCEPT = Pattern.compile("[\\w!#$%&'*+.^`|~/;=\", -]{0,1000}");
  private static final Pattern OTHER_CHARSET =
      Pattern.compile("(?i).*charset\\s*=\\s*(?!\"?utf-?8\"?\\s*(?:;|$)).*");

  Optional<Refusal> check(String method, String uri, MultiMap headers) {
    return line(method, uri)
        .or(() -> headers(headers))
        .or(() -> path(uri.split("[?#]", 2)[0]))
        .or(() -> query(uri));
  }

  private static Optional<Refusal> line(String method, String uri) {
    if (!METHODS.contains(method)) {
      return refuse(ErrorCode.METHOD_NOT_ALLOWED, "nothing here answers to '%s'".formatted(method));
    }
    if (uri.length() > MAX_URI_CHARS) {
      return refuse(
          ErrorCode.URI_TOO_LONG,
          "path and query have %d characters, %d are allowed"
              .formatted(uri.length(), MAX_URI_CHARS));
    }
    return Optional.empty();
  }

  private Optional<Refusal> headers(MultiMap headers) {
    long size = 0;
    for (Map.Entry<String, String> header : headers) {
      size += header.getKey().length() + header.getValue().length();
    }
    if (size > MAX_HEADER_CHARS) {
      return refuse(
          ErrorCode.HEADERS_TOO_LARGE,
          "the headers have %d characters, %d are allowed".formatted(size, MAX_HEADER_CHARS));
    }
    String length = headers.get("Content-Length");
    if (length != null && (length.length() > 18 || isOver(length))) {
      return refuse(ErrorCode.TOO_LARGE, tooLarge());
    }
    String encoding = headers.get("Content-Encoding");
    if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
      return refuse(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send the body without Content-Encoding");
    }
    return types(headers);
  }

  private boolean isOver(String length) {
    // Anything but digits never got past the HTTP decoder.
    return length.chars().allMatch(Character::isDigit)
        && !length.isEmpty()
        && Long.parseLong(length) > maxBodyBytes;
  }

  String tooLarge() {
    return "the body may have %d bytes".formatted(maxBodyBytes);
  }

  private static Optional<Refusal> types(MultiMap headers) {
    // Clients differ in the type that they give to no body at all.
    String length = headers.get("Content-Length");
    boolean hasBody =
        headers.contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    String type = hasBody ? headers.get("Content-Type") : null;
    if (type != null && !TYPE.matcher(type).matches()) {
      return refuse(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type '%s' is not a media type: send application/json".formatted(type));
    }
    if (type != null && OTHER_CHARSET.matcher(type).matches()) {
      return refuse(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send the body in UTF-8");
    }
    for (String accept : headers.getAll("Accept")) {
      if (!ACCEPT.matcher(accept).matches() || !accept.contains("/")) {
        return refuse(
            ErrorCode.NOT_ACCEPTABLE,
            "Accept '%s' is not a list of media types: ask for application/json".formatted(accept));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> path(String path) {
    if (!path.startsWith("/")) {
      return refuse(ErrorCode.INVALID_REQUEST, "the path must begin with /");
    }
    if (path.contains("//") || path.contains(";") || path.contains("\\")) {
      return refuse(
          ErrorCode.INVALID_REQUEST, "the path has an empty part, a semicolon or a backslash");
    }
    for (String raw : path.substring(1).split("/", -1)) {
      Optional<String> segment = decode(raw);
      if (segment.isEmpty()) {
        return refuse(ErrorCode.INVALID_REQUEST, "the path is not percent-encoded UTF-8");
      }
      if (segment.get().equals(".") || segment.get().equals("..")) {
        return refuse(ErrorCode.INVALID_REQUEST, "the path has a part that is . or ..");
      }
      if (segment.get().codePoints().anyMatch(Character::isISOControl)) {
        return refuse(ErrorCode.INVALID_REQUEST, "the path has control characters");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> query(String uri) {
    int start = uri.indexOf('?');
    if (start < 0) {
      return Optional.empty();
    }
    Optional<String> query = decode(uri.substring(start + 1).replace('+', ' '));
    if (query.isEmpty()) {
      return refuse(ErrorCode.INVALID_REQUEST, "the query is not percent-encoded UTF-8");
    }
    if (query.get().indexOf('\0') >= 0) {
      return refuse(ErrorCode.INVALID_REQUEST, "the query has NUL characters");
    }
    if (SECRET_PARAMETER.matcher(query.get()).find()) {
      return refuse(
          ErrorCode.INVALID_REQUEST,
          "keys and tokens in addresses end in logs: send it as the header Authorization: Bearer"
              + " ..., and take this one out of service");
    }
    return Optional.empty();
  }

  /** The path's parts as they are meant; empty ones are left out. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String raw : path.split("/", -1)) {
      if (!raw.isEmpty()) {
        segments.add(decode(raw).orElse(raw));
      }
    }
    return segments;
  }

  /** Strict: bytes that are not UTF-8 are nothing, not a question mark. */
  static Optional<String> decode(String encoded) {
    byte[] text = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '%') {
        bytes.put(text[i]);
        continue;
      }
      int high = i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
      int low = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Refusal> refuse(ErrorCode code, String detail) {
    return Optional.of(new Refusal(code, detail));
  }
}
