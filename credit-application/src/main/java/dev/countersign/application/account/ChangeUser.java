package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Gives someone other roles, or takes away or gives back the right to log in. A change ends the
 * person's sessions.
 */
@FunctionalInterface
public interface ChangeUser {
  /**
   * @throws NotPermitted if the caller may not
   */
  Outcome handle(Command command);

  /**
   * @param roles absent: they stay as they are
   * @param active whether the person may log in; absent: as before
   */
  record Command(UserId user, Optional<Set<Role>> roles, Optional<Boolean> active, Caller by) {
    public Command {
      roles = roles.map(Set::copyOf);
    }
  }

  /** What came of it. */
  sealed interface Outcome
      permits Changed, NotFound, UnknownRoles, SeparatedPermissions, OwnRoles, LastAdmin {}

  /** The account as it is now. */
  record Changed(Account account) implements Outcome {}

  record NotFound() implements Outcome {}

  /** Nobody changes their own roles, nor locks themselves out. */
  record OwnRoles() implements Outcome {}
}
