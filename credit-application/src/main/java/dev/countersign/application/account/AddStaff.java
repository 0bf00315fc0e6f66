package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import java.util.Set;

/** Makes an account with roles, which an admin gives. */
@FunctionalInterface
public interface AddStaff {
  /**
   * @throws NotPermitted if the caller may not
   */
  Outcome handle(Command command);

  record Command(AcceptedUser user, Set<Role> roles, Caller by) {
    public Command {
      roles = Set.copyOf(roles);
    }
  }

  /** What came of it. */
  sealed interface Outcome
      permits Added, UsernameTaken, AddressTaken, UnknownRoles, SeparatedPermissions {}

  record Added(Account account) implements Outcome {}
}
