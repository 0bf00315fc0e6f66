package dev.countersign.http.access;

import dev.countersign.application.account.SessionId;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Set;

/** What a verified access token says. */
record AccessToken(
    UserId user, String username, Set<Role> roles, SessionId session, Instant expiresAt) {
  AccessToken {
    roles = Set.copyOf(roles);
  }
}
