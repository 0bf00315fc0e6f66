package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one stage that can be decided now.
 *
 * @param role that decides it
 * @param since the revision that opened it; what was seen from then on is not stale
 * @param holder who claimed it; nobody else decides while they hold it
 * @param escalatedTo the level above that may decide in its place, once the deadline has passed
 * @param due what time does to it next
 */
public record OpenStage(
    Stage stage,
    Role role,
    Revision since,
    Instant openedAt,
    Instant deadline,
    Optional<UserId> holder,
    Optional<Level> escalatedTo,
    Due due) {
  OpenStage heldBy(Optional<UserId> newHolder) {
    return new OpenStage(stage, role, since, openedAt, deadline, newHolder, escalatedTo, due);
  }

  OpenStage reminded(Due next) {
    return new OpenStage(stage, role, since, openedAt, deadline, holder, escalatedTo, next);
  }

  /** Whoever held it has had their time. */
  OpenStage escalated(Level above, Due next) {
    return new OpenStage(
        stage, role, since, openedAt, deadline, Optional.empty(), Optional.of(above), next);
  }

  /** The role in which somebody decides it who may: the stage's own, if they have it. */
  Role roleOf(StaffMember by) {
    return by.roles().contains(role) ? role : escalatedTo.map(Level::role).orElse(role);
  }

  /** Each of which may decide it: its own, and the one of the level it was escalated to. */
  Set<Role> roles() {
    return Stream.concat(Stream.of(role), escalatedTo.map(Level::role).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
