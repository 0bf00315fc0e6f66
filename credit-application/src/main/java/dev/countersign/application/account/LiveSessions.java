package dev.countersign.application.account;

/** Asked at every call: has the session that an access token belongs to been ended, on any node? */
@FunctionalInterface
public interface LiveSessions {
  boolean isLive(SessionId session);
}
