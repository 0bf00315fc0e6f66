package dev.countersign.testkit.contract;

import static dev.countersign.testkit.RequestStory.aRequest;

import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.store.Ids;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.RequestStory.Draft;
import dev.countersign.testkit.SequentialIds;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.WholeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts have in common. Every test meets new people a week after the one before, so
 * that tests may share a store.
 */
public abstract class PortContract {
  /** New in every process, so that a store may outlive one. */
  static final Ids IDS = new SequentialIds(ThreadLocalRandom.current().nextLong(0, 1L << 32));

  Ports on;
  People people;
  Instant now;

  /**
   * The ports under test. The store was empty at the beginning of the contract; all its tests may
   * be given the same one, with the same clock.
   */
  protected abstract Ports ports();

  @BeforeEach
  final void meetNewPeople() {
    on = ports();
    on.clock().advance(Duration.ofDays(7));
    now = on.clock().instant();
    var unused = PolicyInForce.put(on.policies(), StandardPolicy.get(), now);
    people = newPeople();
  }

  /** A cast nobody has met, with accounts. */
  final People newPeople() {
    return People.strangers(IDS, now).registeredIn(on.transactions(), now);
  }

  /** A request of Ada's, about to be submitted now. */
  final Draft aRequestOfAda() {
    return aRequest().by(people.ada()).identifiedBy(IDS).at(now);
  }

  final RequestStory story(Situation situation) {
    return situation.of(aRequestOfAda(), people);
  }

  final RequestStory saved(Situation situation) {
    return story(situation).savedIn(on.transactions());
  }

  /** There is such a request too; the test need not know more of it. */
  final void exists(Situation situation) {
    exists(story(situation));
  }

  final void exists(RequestStory story) {
    var unused = story.savedIn(on.transactions());
  }

  final <T> T inTransaction(Function<? super WholeStore, T> work) {
    return on.transactions().inTransaction(work);
  }

  final Optional<CreditRequest> found(CreditRequestId id) {
    return inTransaction(store -> store.requests().find(id));
  }

  /** The audit rows of one subject, newest first. */
  final List<AuditView> auditOf(String subject) {
    return on.audit()
        .browse(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                100,
                Optional.empty()))
        .items();
  }
}
