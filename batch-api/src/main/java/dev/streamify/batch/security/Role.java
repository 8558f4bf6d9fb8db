package dev.streamify.batch.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may do; each role may also do what the ones before it may. */
public enum Role {
  /** Reads everything but the audit log. */
  VIEWER,
  /** Starts and cancels runs, pauses and resumes what starts them. */
  OPERATOR,
  /** Reads the audit log. */
  ADMIN;

  /** The role with that name, in lower case. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /** As it is written in files and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this role may do what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** This role and all that it includes, as they are written. */
  public Set<String> included() {
    return EnumSet.range(VIEWER, this).stream().map(Role::text).collect(Collectors.toSet());
  }
}
