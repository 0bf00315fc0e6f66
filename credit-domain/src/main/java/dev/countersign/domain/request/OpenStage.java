package dev.countersign.domain.request;

import dev.countersign.domain.approval.Stage;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The one stage that can be decided now.
 *
 * @param since the revision that opened it; what was seen from then on is not stale
 * @param holder who claimed it; nobody else decides while they hold it
 */
public record OpenStage(
    Stage stage, Revision since, Instant openedAt, Instant deadline, Optional<UserId> holder) {
  OpenStage heldBy(Optional<UserId> newHolder) {
    return new OpenStage(stage, since, openedAt, deadline, newHolder);
  }
}
