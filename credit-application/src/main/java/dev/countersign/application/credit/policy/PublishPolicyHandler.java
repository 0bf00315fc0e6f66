package dev.countersign.application.credit.policy;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyReview;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reviews the policy before any transaction, and publishes it while nobody else does. */
public final class PublishPolicyHandler implements PublishPolicy {
  private static final Duration FORESEEABLE = Duration.ofDays(3_660);

  private final Transactions<PolicyStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public PublishPolicyHandler(
      Transactions<PolicyStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    if (command.by() instanceof Publisher.Person person) {
      person.caller().require(CreditPermissions.POLICY_PUBLISH);
    }
    var flaws = PolicyReview.flaws(command.policy());
    if (!flaws.isEmpty()) {
      return new Flawed(flaws);
    }
    var now = clock.instant();
    var since = command.effectiveFrom().orElse(now);
    if (since.isBefore(now) || since.isAfter(now.plus(FORESEEABLE))) {
      return new OutOfTime(now, now.plus(FORESEEABLE));
    }
    var policy = PinnedPolicy.of(command.policy());
    var publication = new Publication(kept(since), now, command.by().name());
    return transactions.inTransaction(
        store -> publish(policy, publication, command.by().origin(), store));
  }

  /** As precise as the database keeps it, and not before. */
  private static Instant kept(Instant wanted) {
    var micros = wanted.truncatedTo(ChronoUnit.MICROS);
    return micros.equals(wanted) ? micros : micros.plus(1, ChronoUnit.MICROS);
  }

  private Outcome publish(
      PinnedPolicy policy, Publication publication, Origin from, PolicyStore store) {
    policies.lock();
    var taken = policies.find(policy.ref().version());
    if (taken.isPresent() && !taken.get().ref().equals(policy.ref())) {
      return new VersionTaken(taken.get().ref());
    }
    return switch (policies.publish(policy, publication)) {
      case Policies.Unchanged unchanged -> new AlreadyInForce(unchanged.policy());
      case Policies.Published published -> {
        new PolicyRecords(store).keep(published.policy(), "publish", from);
        yield new Published(published.policy());
      }
    };
  }
}
