package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyFlaw;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts a policy in force for new requests, now or from an instant on. */
@FunctionalInterface
public interface PublishPolicy {
  /**
   * @throws dev.countersign.application.account.NotPermitted if a person may not
   */
  Outcome handle(Command command);

  /**
   * @param effectiveFrom from when on it is in force; from now on if absent
   */
  record Command(CreditPolicy policy, Optional<Instant> effectiveFrom, Publisher by) {}

  /** What came of it. */
  sealed interface Outcome {}

  record Published(PublishedPolicy policy) implements Outcome {}

  /** It would be in force then without this. */
  record AlreadyInForce(PublishedPolicy policy) implements Outcome {}

  /**
   * The policy makes no sense.
   *
   * @param flaws at least one
   */
  record Flawed(List<PolicyFlaw> flaws) implements Outcome {
    public Flawed {
      flaws = List.copyOf(flaws);
    }
  }

  /** There is another policy of that version, and a version stands for one content. */
  record VersionTaken(PolicyRef by) implements Outcome {}

  /**
   * No policy takes effect in the past, nor further ahead than anybody can foresee.
   *
   * @param earliest at which it may
   * @param latest at which it may
   */
  record OutOfTime(Instant earliest, Instant latest) implements Outcome {}
}
