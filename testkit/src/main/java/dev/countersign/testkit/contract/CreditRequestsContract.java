package dev.countersign.testkit.contract;

import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.ProposalBuilder.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.request.ChangeAudit;
import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.Payment;
import dev.countersign.domain.credit.proposal.PaymentStatus;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.RequestStory.Step;
import dev.countersign.testkit.Situation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a store of requests keeps: every state, whole, and with everything that belongs to it. */
public abstract class CreditRequestsContract extends PortContract {
  @Test
  final void no_state_is_left_out_below() {
    assertThat(Arrays.stream(Situation.values()).map(this::story))
        .extracting(story -> story.request().status())
        .containsAll(EnumSet.allOf(Status.class));
  }

  @TestFactory
  final Stream<DynamicTest> a_request_comes_back_as_it_was_saved() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  for (var step : story(situation).steps()) {
                    on.transactions().run(step::saveIn);

                    assertThat(found(idOf(step))).contains(step.change().next());
                  }
                }));
  }

  @TestFactory
  final Stream<DynamicTest> several_moves_may_share_a_transaction() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  var story = story(situation);

                  on.transactions().run(store -> story.steps().forEach(step -> step.saveIn(store)));

                  assertThat(found(story.id())).contains(story.request());
                  assertThat(eventsOf(story)).isEqualTo(historyOf(story));
                }));
  }

  @Test
  final void a_proposal_that_says_all_it_can_comes_back_whole() {
    var story =
        aRequestOfAda()
            .proposing(
                aMortgage("60000.00", "123456.78")
                    .forPurpose("Ein “Haus” für 3 — \\ \" ' \t 家 🏠")
                    .bornOn(LocalDate.of(1972, 2, 29))
                    .withDependents(2)
                    .working(StandardPolicy.SELF_EMPLOYED)
                    .with(paidBack())
                    .with(ongoing()))
            .submitted()
            .savedIn(on.transactions());

    assertThat(found(story.id())).contains(story.request());
  }

  @Test
  final void the_largest_amount_comes_back_to_the_cent() {
    var story =
        aRequestOfAda()
            .proposing(
                aProposal().forProduct("BUSINESS").of("4999999.99").earning("10000000000.00"))
            .analysed()
            .savedIn(on.transactions());

    assertThat(found(story.id())).contains(story.request());
  }

  @Test
  final void a_proposal_without_a_tax_id_comes_back_without_one() {
    var story =
        aRequestOfAda()
            .proposing(aProposal().withoutTaxId().earning("0.00"))
            .submitted()
            .savedIn(on.transactions());

    assertThat(found(story.id())).contains(story.request());
  }

  @Test
  final void a_request_that_nobody_submitted_is_not_found() {
    assertThat(found(new CreditRequestId(IDS.next(now)))).isEmpty();
  }

  @Test
  final void the_transaction_that_saves_a_move_finds_it_at_once() {
    var story = story(Situation.AT_FIRST_STAGE);

    var foundWithin =
        inTransaction(store -> {
          story.steps().forEach(step -> step.saveIn(store));
          return store.requests().find(story.id());
        });

    assertThat(foundWithin).contains(story.request());
  }

  @Test
  final void a_new_request_is_refused_if_its_id_is_taken() {
    var first = saved(Situation.SUBMITTED);
    var again = first.steps().getFirst();

    assertThatThrownBy(() -> on.transactions().run(again::saveIn))
        .isInstanceOf(StaleRevision.class);
    assertUntouched(first);
  }

  @Test
  final void a_move_from_a_revision_that_is_past_is_refused_and_leaves_no_trace() {
    var before = saved(Situation.AT_FIRST_STAGE);
    var claimed = before.claimedBy(people.ana());
    var withdrawn = before.withdrawn();
    on.transactions().run(last(claimed)::saveIn);

    assertThatThrownBy(() -> on.transactions().run(last(withdrawn)::saveIn))
        .isInstanceOf(StaleRevision.class);
    assertUntouched(claimed);
  }

  @Test
  final void an_analysis_of_a_revision_that_is_past_is_refused_and_leaves_no_trace() {
    var before = saved(Situation.SUBMITTED);
    var withdrawn = before.withdrawn();
    on.transactions().run(last(withdrawn)::saveIn);

    assertThatThrownBy(() -> on.transactions().run(last(before.analysed())::saveIn))
        .isInstanceOf(StaleRevision.class);
    assertUntouched(withdrawn);
    assertThat(on.views().analysis(before.id(), Optional.empty())).isEmpty();
  }

  @Test
  final void a_move_that_skips_a_revision_is_refused() {
    var before = saved(Situation.AT_FIRST_STAGE);
    var later = before.claimedBy(people.ana()).approvedBy(people.ana());

    assertThatThrownBy(() -> on.transactions().run(last(later)::saveIn))
        .isInstanceOf(StaleRevision.class);
    assertUntouched(before);
  }

  @Test
  final void a_move_of_a_request_that_was_never_submitted_is_refused() {
    var analysed = story(Situation.AT_FIRST_STAGE);

    assertThatThrownBy(() -> on.transactions().run(last(analysed)::saveIn))
        .isInstanceOf(StaleRevision.class);
    assertThat(found(analysed.id())).isEmpty();
  }

  @Test
  final void a_request_of_nobody_is_refused() {
    var nobody = new Person(new UserId(IDS.next(now)), "nobody", people.ada().roles());
    var story = aRequestOfAda().by(nobody).submitted();

    assertThatThrownBy(() -> story.savedIn(on.transactions()))
        .isNotInstanceOfAny(StaleRevision.class, StoreUnavailable.class)
        .hasStackTraceContaining("applicant_id");
    assertThat(found(story.id())).isEmpty();
  }

  @Test
  final void a_rollback_leaves_nothing_of_a_move() {
    var before = saved(Situation.SUBMITTED);
    var analysed = before.analysed();

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  last(analysed).saveIn(store);
                  throw new Interruption();
                }))
        .isInstanceOf(Interruption.class);

    assertUntouched(before);
    assertThat(on.views().analysis(before.id(), Optional.empty())).isEmpty();
  }

  @Test
  final void a_move_is_saved_with_its_events_in_their_order() {
    var story = saved(Situation.GRANTED_AFTER_A_QUESTION);

    assertThat(eventsOf(story)).isEqualTo(historyOf(story));
  }

  @Test
  final void a_move_is_saved_with_its_audit_entry() {
    var from = new Origin("198.51.100.4");
    var change = story(Situation.SUBMITTED).steps().getFirst().change();

    on.transactions().run(store -> store.requests().save(change, from));

    assertThat(auditOf("credit-request/" + change.next().dossier().id()))
        .extracting(row -> row.entry())
        .singleElement()
        .satisfies(entry -> {
          var evidence = new Hash(entry.details().getOrDefault("evidence", "none"));
          assertThat(entry).isEqualTo(ChangeAudit.entryOf(change, from, evidence));
        });
  }

  @Test
  final void every_analysis_is_kept_as_it_was_made() {
    var story = saved(Situation.AT_FIRST_STAGE_AGAIN);

    for (var step : story.steps()) {
      step.analysis()
          .ifPresent(record ->
              assertThat(on.views().analysis(story.id(), Optional.of(record.revision())))
                  .contains(record));
    }
    assertThat(on.views().analysis(story.id(), Optional.empty())).contains(story.analysis());
  }

  @Test
  final void two_requests_do_not_touch_each_other() {
    var one = saved(Situation.HELD_AT_FIRST_STAGE);
    var other = saved(Situation.AT_FIRST_STAGE);

    on.transactions().run(last(other.withdrawn())::saveIn);

    assertUntouched(one);
    assertThat(one.as(InApproval.class).open().holder()).contains(people.ana().id());
  }

  /** The request, its events and its audit entries are those of the story and no others. */
  private void assertUntouched(RequestStory story) {
    assertThat(found(story.id())).contains(story.request());
    assertThat(eventsOf(story)).isEqualTo(historyOf(story));
    assertThat(auditOf("credit-request/" + story.id())).hasSize(story.steps().size());
  }

  private List<String> eventsOf(RequestStory story) {
    return on.views().history(story.id()).stream().map(HistoryEntry::type).toList();
  }

  private static List<String> historyOf(RequestStory story) {
    return story.steps().stream()
        .flatMap(step -> step.change().events().stream())
        .map(event -> event.type())
        .collect(Collectors.toList());
  }

  private static Step last(RequestStory story) {
    return story.steps().getLast();
  }

  private static CreditRequestId idOf(Step step) {
    return step.change().next().dossier().id();
  }

  private static ExistingCredit paidBack() {
    return new ExistingCredit(
        "Car loan of another bank",
        LocalDate.of(2019, 3, 1),
        euros("9999.99"),
        2,
        AnnualRate.ofPercent("4.125"),
        CreditStatus.COMPLETED,
        List.of(
            new Payment(LocalDate.of(2019, 4, 1), PaymentStatus.ON_TIME),
            new Payment(LocalDate.of(2019, 5, 1), PaymentStatus.LATE)));
  }

  private static ExistingCredit ongoing() {
    return new ExistingCredit(
        "X",
        LocalDate.of(2025, 1, 31),
        euros("0.01"),
        600,
        AnnualRate.ofPercent("0.01"),
        CreditStatus.ONGOING,
        List.of());
  }

  /** Stands for whatever goes wrong within a transaction. */
  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
