package dev.countersign.application.account;

import dev.countersign.application.account.Account.Preferences;

/** Says how the caller wants to be told of things. */
@FunctionalInterface
public interface SetPreferences {
  Outcome handle(Command command);

  record Command(Preferences preferences, Caller by) {}

  /** What came of it. */
  sealed interface Outcome {}

  record Kept(Preferences preferences) implements Outcome {}

  /** The caller has no account any more. */
  record NotFound() implements Outcome {}
}
