package dev.streamify.batch.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that people will read: logs, errors, records of runs. It knows the
 * shapes that secrets have, so it errs on the side of hiding too much. Its time grows with the
 * length of the text only: no part of the pattern can be matched in more than one way.
 */
public final class Redaction {
  private static final String MASK = "***";
  private static final String NAMES =
      "(?:pass(?:word|wd|phrase)|(?<![A-Za-z])pwd|secret|token|credential|signature"
          + "|(?:api|access|private|account|shared)[-_. ]?key|(?<![\\w.-])key(?=[\\\\\"' ]{0,3}=))";
  private static final String VALUE =
      "(?:\\\\?\"[^\"]{0,4096}+\"?|\\\\?'[^']{0,4096}+'?|(?:bearer |basic )?[^\\s\"'&;,)}\\]\\\\]++)";
  private static final Pattern SECRETS =
      Pattern.compile(
          // name = value, "name": "value", name%3Dvalue
          "(?<name>"
              + NAMES
              + "[\\w.-]{0,40}+(?:\\\\?[\"'])?[ \\t]{0,4}+(?:=|%3D|:)[ \\t]{0,4}+)"
              + VALUE
              // PASSWORD 'x', --password x
              + "|(?<spoken>(?:identified by|password)[ \\t]{1,4}+)'[^']{0,4096}+'"
              + "|(?<option>(?<![\\w-])--?[\\w-]{0,40}?(?:password|secret|token|credential)[ \\t]++)[^\\s]++"
              // scheme://user:password@host
              + "|(?<userinfo>://)[^/\\s\"'<>?#@]{0,512}+@(?:[^/\\s\"'<>?#@]{0,512}+@){0,4}+"
              // Authorization: Bearer x
              + "|(?<authorization>\\b(?:bearer|basic)[ \\t]++)[A-Za-z0-9._~+/=-]{12,}+"
              // tokens that can be told by themselves: JWT, our keys, AWS key ids, PEM
              + "|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}+(?:\\.[A-Za-z0-9_-]*+){1,4}+"
              + "|sfy_[A-Za-z0-9_-]{16,}+"
              + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|(?<pem>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]*+",
          Pattern.CASE_INSENSITIVE);
  private static final String[] KEPT = {
    "name", "spoken", "option", "userinfo", "authorization", "pem"
  };

  private Redaction() {}

  /**
   * The text without secrets.
   *
   * @param text any text
   */
  public static String of(String text) {
    Matcher matcher = SECRETS.matcher(text);
    StringBuilder safe = new StringBuilder(text.length());
    while (matcher.find()) {
      matcher.appendReplacement(
          safe, Matcher.quoteReplacement(kept(matcher) + MASK + tail(matcher)));
    }
    return matcher.appendTail(safe).toString();
  }

  private static String kept(Matcher matcher) {
    for (String group : KEPT) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return "";
  }

  private static String tail(Matcher matcher) {
    return matcher.group("userinfo") != null ? "@" : "";
  }
}
