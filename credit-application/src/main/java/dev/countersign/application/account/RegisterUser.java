package dev.countersign.application.account;

import dev.countersign.application.audit.Origin;

/** Registers people at their own wish, as applicants. */
@FunctionalInterface
public interface RegisterUser {
  Outcome handle(Command command);

  record Command(AcceptedUser user, Origin from) {}

  /** What came of it. */
  sealed interface Outcome permits Registered, UsernameTaken, AddressTaken {}

  record Registered(Account account) implements Outcome {}
}
