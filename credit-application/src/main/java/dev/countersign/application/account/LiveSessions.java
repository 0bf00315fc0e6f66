package dev.countersign.application.account;

import java.util.Set;
import java.util.stream.Collectors;

/** Asked at every call: has the session that an access token belongs to been ended, on any node? */
@FunctionalInterface
public interface LiveSessions {
  boolean isLive(SessionId session);

  /** Those of many that are live. */
  default Set<SessionId> live(Set<SessionId> sessions) {
    return sessions.stream().filter(this::isLive).collect(Collectors.toSet());
  }
}
