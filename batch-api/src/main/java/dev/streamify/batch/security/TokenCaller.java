package dev.streamify.batch.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The caller that a token speaks of.
 *
 * @param rolesClaim where its roles are; dots go into objects
 * @param rolePrefix what our roles begin with there
 * @param nameClaim what names the caller
 */
record TokenCaller(String rolesClaim, String rolePrefix, String nameClaim) {
  private static final int MAX_NAME = 128;

  /** The caller with the highest of its roles; nobody without one. */
  Optional<Caller> of(JWTClaimsSet claims) {
    return roles(claims).stream()
        .map(String::valueOf)
        .filter(text -> text.startsWith(rolePrefix))
        .flatMap(text -> Role.of(text.substring(rolePrefix.length())).stream())
        .max(Comparator.naturalOrder())
        .map(role -> new Caller(name(claims), role, Caller.Kind.TOKEN));
  }

  private Collection<?> roles(JWTClaimsSet claims) {
    Object found = claims.getClaims().get(rolesClaim);
    if (found == null) {
      found = claims.getClaims();
      for (String step : rolesClaim.split("\\.", -1)) {
        found = found instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    if (found instanceof Collection<?> several) {
      return several;
    }
    // Scopes are one text.
    return found instanceof String text ? List.of((Object[]) text.split(" ", -1)) : List.of();
  }

  private String name(JWTClaimsSet claims) {
    String name =
        claims.getClaims().get(nameClaim) instanceof String text && !text.isBlank()
            ? text
            : claims.getSubject();
    String shown = name.replaceAll("[\\p{C}\\s]", "?");
    return shown.length() <= MAX_NAME ? shown : shown.substring(0, MAX_NAME);
  }
}
