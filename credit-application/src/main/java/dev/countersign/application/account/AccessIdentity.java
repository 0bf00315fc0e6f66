package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.Set;

/**
 * Who an access token was issued to. Its signature is verified; whether its session still lives is
 * for {@link AuthenticateCaller} to say.
 *
 * @param roles as they were when it was issued; a change of someone's roles ends their sessions
 */
public record AccessIdentity(UserId user, String username, Set<Role> roles, SessionId session) {
  public AccessIdentity {
    roles = Set.copyOf(roles);
  }
}
