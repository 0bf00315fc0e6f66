package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asked at every call: does the session that an access token belongs to still live, on every node,
 * and whose is it?
 */
@FunctionalInterface
public interface LiveSessions {
  /** Whose session it is; empty if it was ended, or its owner may not log in any more. */
  Optional<Holder> find(SessionId session);

  /** Those of many that are live. */
  default Map<SessionId, Holder> live(Set<SessionId> sessions) {
    var live = new HashMap<SessionId, Holder>();
    sessions.forEach(session -> find(session).ifPresent(holder -> live.put(session, holder)));
    return live;
  }

  /** Whose a session is, with their roles as they are now. */
  record Holder(UserId user, Set<Role> roles) {
    public Holder {
      roles = Set.copyOf(roles);
    }
  }
}
