package dev.countersign.application.account;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides, at every call, whether a session is live and what its owner may do. What the roles may
 * do is read at most once a second, so that a call costs no statement more than its session.
 */
public final class AuthenticateCaller {
  /** How long a change of what a role may do goes unnoticed, at most. */
  static final Duration ROLES_LAST = Duration.ofSeconds(1);

  private final LiveSessions sessions;
  private final Transactions<AccountStore> transactions;
  private final Clock clock;
  private volatile Snapshot roles = new Snapshot(Map.of(), Instant.MIN);

  @Inject
  public AuthenticateCaller(
      LiveSessions sessions, Transactions<AccountStore> transactions, Clock clock) {
    this.sessions = sessions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The caller, if the session is live and theirs. Their roles are those that are kept. */
  public Optional<Caller> authenticate(AccessIdentity identity, Origin origin) {
    return sessions
        .find(identity.session())
        .filter(holder -> holder.user().equals(identity.user()))
        .map(holder ->
            new Caller(
                identity.user(),
                identity.username(),
                grants(holder.roles()),
                identity.session(),
                origin));
  }

  /** Those of some callers who would be authenticated as the same again: nothing has changed. */
  public Set<Caller> stillAuthenticated(Collection<Caller> callers) {
    var live = sessions.live(callers.stream().map(Caller::session).collect(Collectors.toSet()));
    return callers.stream()
        .filter(caller ->
            Optional.ofNullable(live.get(caller.session()))
                .filter(holder -> holder.user().equals(caller.id()))
                .filter(holder -> caller.grants().equals(grants(holder.roles())))
                .isPresent())
        .collect(Collectors.toSet());
  }

  /** A role that is in no row may do nothing. */
  private Map<Role, Set<Permission>> grants(Set<Role> held) {
    var known = current().permissions();
    return held.stream()
        .collect(
            Collectors.toUnmodifiableMap(role -> role, role -> known.getOrDefault(role, Set.of())));
  }

  private Snapshot current() {
    var now = clock.instant();
    var kept = roles;
    return kept.isFreshAt(now) ? kept : read(now);
  }

  private synchronized Snapshot read(Instant now) {
    if (!roles.isFreshAt(now)) {
      List<RoleDefinition> all = transactions.inTransaction(store -> store.roles().all());
      roles =
          new Snapshot(
              all.stream()
                  .collect(Collectors.toMap(RoleDefinition::role, RoleDefinition::permissions)),
              now);
    }
    return roles;
  }

  private record Snapshot(Map<Role, Set<Permission>> permissions, Instant readAt) {
    boolean isFreshAt(Instant now) {
      return now.isBefore(readAt.plus(ROLES_LAST));
    }
  }
}
