package dev.countersign.testkit.contract;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.ProposalBuilder.euros;
import static dev.countersign.testkit.QueryBuilder.allRequests;
import static dev.countersign.testkit.QueryBuilder.requestsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.application.credit.request.RequestSummary;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.Charge;
import dev.countersign.domain.credit.repayment.CostConvention;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.Fee;
import dev.countersign.domain.credit.repayment.Fees;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequest.Granted;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.ProposalBuilder;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What people see of a request, and how they find it. */
public abstract class RequestViewsContract extends PortContract {
  private static final Set<Role> DECIDING = Set.of(Role.ANALYST, Role.MANAGER, Role.DIRECTOR);

  @TestFactory
  final Stream<DynamicTest> a_view_tells_how_a_request_stands() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  var story = saved(situation);

                  assertThat(on.views().find(story.id())).contains(viewOf(story));
                  assertThat(browse(requestsOf(people.ada()).byPagesOf(1).build()))
                      .containsExactly(viewOf(story));
                }));
  }

  @Test
  final void a_request_that_nobody_submitted_has_no_view() {
    var nobodys = new CreditRequestId(IDS.next(now));

    assertThat(on.views().find(nobodys)).isEmpty();
    assertThat(on.views().history(nobodys)).isEmpty();
    assertThat(on.views().analysis(nobodys, Optional.empty())).isEmpty();
    assertThat(on.views().analysis(nobodys, Optional.of(Revision.FIRST))).isEmpty();
    assertThat(on.views().schedule(nobodys)).isEmpty();
  }

  @Test
  final void within_a_transaction_a_view_shows_what_it_has_saved() {
    var story = story(Situation.AT_FIRST_STAGE);

    on.transactions()
        .run(store -> {
          story.steps().forEach(step -> step.saveIn(store));

          assertThat(on.views().find(story.id())).contains(viewOf(story));
          assertThat(on.views().history(story.id())).hasSize(3);
          assertThat(on.views().analysis(story.id(), Optional.empty())).contains(story.analysis());
          assertThat(ids(browse(requestsOf(people.ada()).build()))).containsExactly(story.id());
        });
  }

  @Test
  final void the_newest_request_comes_first() {
    var stories = threeRequests();

    assertThat(ids(browse(requestsOf(people.ada()).build())))
        .containsExactly(stories.get(2).id(), stories.get(1).id(), stories.get(0).id());
  }

  @Test
  final void only_the_requests_of_the_applicant_come_whatever_else_is_asked() {
    var theirs = saved(Situation.SUBMITTED);
    var others = savedBy(newPeople().ada());

    assertThat(ids(browse(only(people.ada().id(), allRequests().build()))))
        .containsExactly(theirs.id());
    assertThat(
            browse(
                only(
                    people.ada().id(),
                    allRequests()
                        .ofUser(others.request().dossier().applicant().toString())
                        .build())))
        .isEmpty();
  }

  @Test
  final void requests_are_found_by_the_name_or_the_id_of_their_applicant() {
    var theirs = saved(Situation.SUBMITTED);
    exists(aRequestOfAda().by(newPeople().ada()).submitted());
    var ada = people.ada();

    assertThat(ids(browse(allRequests().ofUser(ada.username()).build())))
        .containsExactly(theirs.id());
    assertThat(ids(browse(allRequests().ofUser("A" + ada.username().substring(1)).build())))
        .containsExactly(theirs.id());
    assertThat(ids(browse(allRequests().ofUser(ada.id().toString()).build())))
        .containsExactly(theirs.id());
    assertThat(browse(allRequests().ofUser(people.ana().username()).build())).isEmpty();
    assertThat(browse(allRequests().ofUser("nobody of that name").build())).isEmpty();
  }

  @Test
  final void requests_are_found_by_their_status() {
    var stories = Arrays.stream(Situation.values()).map(this::saved).toList();

    for (var status : Status.values()) {
      assertThat(ids(browse(requestsOf(people.ada()).withStatus(status).build())))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              stories.stream()
                  .filter(story -> story.request().status() == status)
                  .map(RequestStory::id)
                  .toList());
    }
  }

  @Test
  final void requests_are_found_by_the_stage_that_is_open() {
    var first = saved(Situation.AT_FIRST_STAGE);
    var second = saved(Situation.HELD_AT_SECOND_STAGE);
    var last = saved(Situation.AT_LAST_STAGE);
    exists(Situation.REFERRED_BY_SECOND_STAGE);
    var ended = saved(Situation.GRANTED);

    assertThat(ids(browse(requestsOf(people.ada()).at(StandardPolicy.ANALYST).build())))
        .containsExactly(first.id());
    assertThat(ids(browse(requestsOf(people.ada()).at(StandardPolicy.MANAGER).build())))
        .containsExactly(second.id());
    assertThat(ids(browse(requestsOf(people.ada()).at(StandardPolicy.DIRECTOR).build())))
        .containsExactly(last.id())
        .doesNotContain(ended.id());
  }

  @Test
  final void requests_are_found_by_the_product_of_their_present_proposal() {
    var personal = saved(Situation.SUBMITTED);
    var mortgage = saved(Situation.RESUBMITTED);

    assertThat(ids(browse(requestsOf(people.ada()).forProduct("PERSONAL").build())))
        .containsExactly(personal.id());
    assertThat(ids(browse(requestsOf(people.ada()).forProduct("MORTGAGE").build())))
        .containsExactly(mortgage.id());
    assertThat(browse(requestsOf(people.ada()).forProduct("UNHEARD_OF").build())).isEmpty();
  }

  @Test
  final void requests_are_found_by_the_day_they_were_submitted_both_days_included() {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var late = savedAt(midnight.minusNanos(1_000));
    var early = savedAt(midnight);
    var endOfNextDay = savedAt(midnight.plus(Duration.ofDays(1)).minusNanos(1_000));
    var dayAfter = savedAt(midnight.plus(Duration.ofDays(1)));
    var tomorrow = today.plusDays(1);

    assertThat(
            ids(
                browse(
                    requestsOf(people.ada())
                        .submittedFrom(tomorrow)
                        .submittedTo(tomorrow)
                        .build())))
        .containsExactly(endOfNextDay.id(), early.id());
    assertThat(ids(browse(requestsOf(people.ada()).submittedFrom(tomorrow).build())))
        .containsExactly(dayAfter.id(), endOfNextDay.id(), early.id());
    assertThat(ids(browse(requestsOf(people.ada()).submittedTo(today).build())))
        .containsExactly(late.id());
    assertThat(browse(requestsOf(people.ada()).submittedFrom(tomorrow).submittedTo(today).build()))
        .isEmpty();
  }

  @Test
  final void requests_are_found_by_their_amount_both_ends_included() {
    var small = saved(aProposal().of("999.99"));
    var middle = saved(aProposal().of("1000.00"));
    var large = saved(aProposal().of("1000.01"));

    assertThat(ids(browse(requestsOf(people.ada()).ofAtLeast("1000.00").build())))
        .containsExactly(large.id(), middle.id());
    assertThat(ids(browse(requestsOf(people.ada()).ofAtMost("1000").build())))
        .containsExactly(middle.id(), small.id());
    assertThat(
            ids(browse(requestsOf(people.ada()).ofAtLeast("999.995").ofAtMost("1000.005").build())))
        .containsExactly(middle.id());
  }

  @Test
  final void requests_are_found_by_words_of_their_purpose_product_and_applicant() {
    var kitchen = saved(aProposal().forPurpose("A new kitchen, with an OVEN"));
    var house = saved(aMortgage("60000.00", "90000.00").forPurpose("Haus für Zoë"));

    assertThat(ids(browse(requestsOf(people.ada()).withWords("kitchen").build())))
        .containsExactly(kitchen.id());
    assertThat(ids(browse(requestsOf(people.ada()).withWords("oven NEW").build())))
        .containsExactly(kitchen.id());
    assertThat(ids(browse(requestsOf(people.ada()).withWords("zoë").build())))
        .containsExactly(house.id());
    assertThat(ids(browse(requestsOf(people.ada()).withWords("mortgage haus").build())))
        .containsExactly(house.id());
    assertThat(ids(browse(requestsOf(people.ada()).withWords("ada personal").build())))
        .containsExactly(kitchen.id());
    assertThat(browse(requestsOf(people.ada()).withWords("kitchen haus").build())).isEmpty();
    assertThat(browse(requestsOf(people.ada()).withWords("garage").build())).isEmpty();
  }

  @Test
  final void words_are_found_whatever_their_case_accents_and_unicode_form() {
    var composed = saved(aProposal().forPurpose("Autom\u00F3vel usado, 5 % off"));
    var decomposed = saved(aProposal().forPurpose("AUTOMO\u0301VEL novo, Stra\u00DFe"));

    for (var word : List.of("automovel", "autom\u00F3vel", "automo\u0301vel", "AUTOM\u00D3VEL")) {
      assertThat(ids(browse(requestsOf(people.ada()).withWords(word).build())))
          .as(word)
          .containsExactlyInAnyOrder(composed.id(), decomposed.id());
    }
    assertThat(ids(browse(requestsOf(people.ada()).withWords("STRASSE").build())))
        .containsExactly(decomposed.id());
    assertThat(ids(browse(requestsOf(people.ada()).withWords("%").build())))
        .containsExactly(composed.id());
    assertThat(browse(requestsOf(people.ada()).withWords("?").build())).isEmpty();
  }

  @Test
  final void an_amount_is_looked_for_in_its_currency() {
    var euros = saved(aProposal().of("900.00"));

    assertThat(ids(browse(requestsOf(people.ada()).in("EUR").ofAtLeast("900").build())))
        .containsExactly(euros.id());
    assertThat(browse(requestsOf(people.ada()).in("BHD").ofAtLeast("900").build())).isEmpty();
  }

  @Test
  final void any_text_may_be_looked_for() {
    exists(proposing(aProposal().forPurpose("A new kitchen")));

    for (var text :
        List.of("%zzz", "_zzz", "'zzz", "zzz & | ! ( )", "\\zzz", "zzz:*", "zzz\u0000")) {
      assertThat(browse(requestsOf(people.ada()).withWords(text).build())).isEmpty();
      assertThat(browse(allRequests().ofUser(text).build())).isEmpty();
    }
  }

  @Test
  final void all_that_is_asked_must_hold_at_once() {
    var wanted = saved(aProposal().of("5000.00").forPurpose("A boat"));
    exists(proposing(aProposal().of("5000.00").forPurpose("A car")));
    exists(proposing(aProposal().of("6000.00").forPurpose("A boat")));
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);

    assertThat(
            ids(
                browse(
                    requestsOf(people.ada())
                        .withStatus(Status.SUBMITTED)
                        .forProduct("PERSONAL")
                        .submittedFrom(today)
                        .submittedTo(today)
                        .ofAtLeast("5000.00")
                        .ofAtMost("5000.00")
                        .withWords("boat")
                        .build())))
        .containsExactly(wanted.id());
  }

  @Test
  final void pages_have_no_gaps_and_no_repeats_even_as_requests_are_added() {
    var expected = new ArrayList<CreditRequestId>();
    for (int i = 0; i < 7; i++) {
      expected.addFirst(savedAt(now.plusSeconds(i)).id());
    }

    var seen = new ArrayList<CreditRequestId>();
    var page = on.views().browse(requestsOf(people.ada()).byPagesOf(3).build());
    while (true) {
      assertThat(page.items()).hasSizeBetween(1, 3);
      seen.addAll(ids(page.items()));
      exists(aRequestOfAda().at(now.plusSeconds(60)).submitted());
      if (page.next().isEmpty()) {
        break;
      }
      page =
          on.views().browse(requestsOf(people.ada()).byPagesOf(3).after(page.next().get()).build());
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  final void a_full_last_page_has_no_next() {
    var unused = threeRequests();

    var page = on.views().browse(requestsOf(people.ada()).byPagesOf(3).build());

    assertThat(page.items()).hasSize(3);
    assertThat(page.next()).isEmpty();
  }

  @Test
  final void pages_of_a_narrowed_list_follow_each_other_too() {
    exists(proposing(aProposal().of("1000.00")));
    var second = saved(aProposal().of("2000.00"));
    exists(proposing(aProposal().of("1000.00")));
    var fourth = saved(aProposal().of("2000.00"));

    var first = on.views().browse(requestsOf(people.ada()).ofAtLeast("2000").byPagesOf(1).build());
    var next =
        on.views()
            .browse(
                requestsOf(people.ada())
                    .ofAtLeast("2000")
                    .byPagesOf(1)
                    .after(first.next().orElseThrow())
                    .build());

    assertThat(ids(first.items())).containsExactly(fourth.id());
    assertThat(ids(next.items())).containsExactly(second.id());
    assertThat(next.next()).isEmpty();
  }

  @Test
  final void a_position_that_no_page_named_is_refused() {
    for (var position : List.of("", "nowhere", "0; drop table", "\u0000")) {
      assertThatThrownBy(() -> on.views().browse(allRequests().after(position).build()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @TestFactory
  final Stream<DynamicTest> the_history_tells_every_event_oldest_first() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  var story = saved(situation);

                  assertThat(on.views().history(story.id())).isEqualTo(historyOf(story));
                }));
  }

  @Test
  final void the_history_keeps_remarks_apart() {
    var story = saved(Situation.REJECTED_AT_FIRST_STAGE);

    var last = on.views().history(story.id()).getLast();

    assertThat(last.type()).isEqualTo("rejected");
    assertThat(last.actor()).isEqualTo(people.ana().username());
    assertThat(last.facts()).containsEntry("reason", "The contract ends soon.");
    assertThat(last.facts()).doesNotContainValue("Called them.");
    assertThat(last.remark()).contains("Called them.");
  }

  @Test
  final void the_analysis_asked_for_is_that_of_the_proposal_in_force_at_the_revision() {
    var story = saved(Situation.GRANTED_AFTER_A_QUESTION);
    var analyses = story.steps().stream().flatMap(step -> step.analysis().stream()).toList();
    assertThat(analyses)
        .extracting(AnalysisRecord::revision)
        .containsExactly(new Revision(1), new Revision(4));

    assertThat(on.views().analysis(story.id(), Optional.empty())).contains(analyses.get(1));
    for (int revision = 1; revision <= 6; revision++) {
      assertThat(on.views().analysis(story.id(), Optional.of(new Revision(revision))))
          .contains(analyses.get(revision < 4 ? 0 : 1));
    }
    var yetToCome = story.request().revision().next();
    assertThat(on.views().analysis(story.id(), Optional.of(yetToCome))).isEmpty();
  }

  @Test
  final void a_proposal_that_was_not_analysed_yet_has_no_analysis() {
    var submitted = saved(Situation.SUBMITTED);
    var resubmitted = saved(Situation.RESUBMITTED);
    var latest = resubmitted.request().revision();

    assertThat(on.views().analysis(submitted.id(), Optional.empty())).isEmpty();
    assertThat(on.views().analysis(resubmitted.id(), Optional.of(latest))).isEmpty();
    assertThat(on.views().analysis(resubmitted.id(), Optional.empty()))
        .contains(resubmitted.analysis());
  }

  @Test
  final void the_schedule_is_there_once_the_credit_is_granted() {
    var waiting = saved(Situation.AT_LAST_STAGE);
    var granted = saved(Situation.GRANTED);
    var small = saved(Situation.GRANTED_AFTER_A_QUESTION);

    assertThat(on.views().schedule(waiting.id())).isEmpty();
    assertThat(on.views().schedule(granted.id())).contains(granted.as(Granted.class).schedule());
    assertThat(on.views().schedule(small.id())).contains(small.as(Granted.class).schedule());
  }

  @Test
  final void a_schedule_is_kept_with_its_fees() {
    var percent = new Charge.Percent(new BigDecimal("1.5"));
    var fees =
        new Fees(
            List.of(
                new Fee(Fee.When.DEDUCTED_AT_GRANT, percent),
                new Fee(Fee.When.FINANCED_AT_GRANT, percent),
                new Fee(Fee.When.EACH_INSTALMENT, percent)));
    var policy =
        aPolicy()
            .named("with-fees")
            .lending(
                new RepaymentTerms(
                    RepaymentMethod.SAC,
                    AnnualRate.ofPercent("24"),
                    new DueDates.Monthly(),
                    Optional.of(CostConvention.BR),
                    Optional.of(fees)))
            .build();
    var unused =
        on.policies().publish(PinnedPolicy.of(policy), new Publication(now, now, "someone"));

    var granted =
        aRequestOfAda()
            .under(policy)
            .of("900.00")
            .analysed()
            .approvedBy(people.ana())
            .savedIn(on.transactions());

    var schedule = granted.as(Granted.class).schedule();
    assertThat(schedule.totals().fees()).isGreaterThan(euros("27.00"));
    assertThat(on.views().schedule(granted.id())).contains(schedule);
    var found = inTransaction(store -> store.requests().find(granted.id()));
    assertThat(found).contains(granted.request());
  }

  @Test
  final void what_waits_for_a_stage_comes_by_its_deadline() {
    var laterSubmitted = aRequestOfAda().at(now.plus(Duration.ofDays(2))).of("900.00").analysed();
    var second = laterSubmitted.savedIn(on.transactions());
    var first = saved(Situation.HELD_AT_FIRST_STAGE);
    var elsewhere = saved(Situation.AT_SECOND_STAGE);

    assertThat(waitingFor(Set.of(Role.ANALYST), people.max()))
        .containsExactly(first.id(), second.id());
    assertThat(waitingFor(Set.of(Role.MANAGER), people.dora())).containsExactly(elsewhere.id());
    assertThat(waitingFor(DECIDING, people.root()))
        .containsExactlyInAnyOrder(first.id(), second.id(), elsewhere.id());
  }

  @Test
  final void what_one_holds_is_shown_however_much_else_waits() {
    var others = Stream.generate(() -> story(Situation.AT_FIRST_STAGE)).limit(200).toList();
    on.transactions()
        .run(store ->
            others.stream().flatMap(story -> story.steps().stream()).forEach(s -> s.saveIn(store)));
    try {
      var last = aRequestOfAda().at(now.plus(Duration.ofDays(7))).of("900.00").analysed();
      var held = last.claimedBy(people.ana()).savedIn(on.transactions());

      assertThat(waitingFor(Set.of(Role.ANALYST), people.ana())).contains(held.id());
      assertThat(waitingFor(Set.of(Role.ANALYST), people.max())).doesNotContain(held.id());
      assertThat(waitingFor(Set.of(Role.MANAGER), people.ana())).isEmpty();
    } finally {
      // The tests share a store, and so many would hide what another one waits for.
      on.transactions()
          .run(store -> others.forEach(story -> story.withdrawn().steps().getLast().saveIn(store)));
    }
  }

  @Test
  final void what_does_not_wait_for_a_stage_is_left_out() {
    for (var situation :
        List.of(
            Situation.SUBMITTED,
            Situation.REFERRED_BY_FIRST_STAGE,
            Situation.RESUBMITTED,
            Situation.GRANTED,
            Situation.DECLINED,
            Situation.REJECTED_AT_LAST_STAGE,
            Situation.WITHDRAWN_IN_APPROVAL,
            Situation.EXPIRED_IN_APPROVAL)) {
      exists(situation);
    }

    assertThat(waitingFor(DECIDING, people.root())).isEmpty();
  }

  @Test
  final void nobody_is_shown_their_own_request_among_what_waits() {
    var ada = people.ada().as(Role.APPLICANT, Role.ANALYST);
    exists(Situation.AT_FIRST_STAGE);

    assertThat(waitingFor(Set.of(Role.ANALYST), ada)).isEmpty();
    assertThat(waitingFor(Set.of(Role.ANALYST), people.ana())).hasSize(1);
  }

  @Test
  final void whoever_decided_another_stage_is_not_shown_the_request_again() {
    var story = saved(Situation.AT_SECOND_STAGE);

    assertThat(waitingFor(DECIDING, people.ana())).isEmpty();
    assertThat(waitingFor(Set.of(Role.MANAGER), people.max())).containsExactly(story.id());
  }

  @Test
  final void whoever_decided_a_stage_of_an_earlier_proposal_may_decide_that_stage_alone() {
    var story = saved(Situation.AT_FIRST_STAGE_AGAIN);

    assertThat(waitingFor(Set.of(Role.ANALYST), people.ana())).containsExactly(story.id());
    assertThat(waitingFor(Set.of(Role.ANALYST), people.max())).isEmpty();
  }

  @Test
  final void an_escalated_stage_waits_for_the_level_above_as_well() {
    var story = saved(Situation.ESCALATED_AT_FIRST_STAGE);

    assertThat(waitingFor(Set.of(Role.ANALYST), people.ana())).containsExactly(story.id());
    assertThat(waitingFor(Set.of(Role.MANAGER), people.max())).containsExactly(story.id());
    assertThat(waitingFor(Set.of(Role.ANALYST, Role.MANAGER), people.max()))
        .containsExactly(story.id());
    assertThat(waitingFor(Set.of(Role.DIRECTOR), people.dora())).isEmpty();
  }

  @Test
  final void a_stage_that_was_escalated_and_claimed_is_shown_to_who_holds_it() {
    var story =
        story(Situation.ESCALATED_AT_FIRST_STAGE)
            .claimedBy(people.max())
            .savedIn(on.transactions());

    assertThat(waitingFor(Set.of(Role.MANAGER), people.max())).containsExactly(story.id());
  }

  @TestFactory
  final Stream<DynamicTest> what_waits_for_people_says_what_time_does_next() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  var story = saved(situation);

                  assertThat(on.views().due(story.id()))
                      .isEqualTo(
                          story.request() instanceof Waiting waiting
                              ? Optional.of(waiting.due())
                              : Optional.empty());
                }));
  }

  @Test
  final void the_summary_counts_the_requests_of_its_days() {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var unused =
        List.of(
            saved(Situation.SUBMITTED),
            saved(Situation.AT_FIRST_STAGE),
            saved(Situation.HELD_AT_FIRST_STAGE),
            saved(Situation.AT_LAST_STAGE),
            saved(Situation.RESUBMITTED),
            saved(Situation.GRANTED));
    var tomorrow = savedAt(now.plus(Duration.ofDays(1)));

    assertThat(summary(Optional.of(today), Optional.of(today)))
        .isEqualTo(
            new RequestSummary(
                6,
                Map.of(Status.SUBMITTED, 2L, Status.IN_APPROVAL, 3L, Status.GRANTED, 1L),
                Map.of(StandardPolicy.ANALYST, 2L, StandardPolicy.DIRECTOR, 1L),
                Map.of(new ProductCode("PERSONAL"), 5L, new ProductCode("MORTGAGE"), 1L)));
    assertThat(summary(Optional.of(today.plusDays(1)), Optional.of(today.plusDays(1))))
        .isEqualTo(
            new RequestSummary(
                1,
                Map.of(tomorrow.request().status(), 1L),
                Map.of(),
                Map.of(new ProductCode("PERSONAL"), 1L)));
    assertThat(summary(Optional.of(today), Optional.of(today.minusDays(1))))
        .isEqualTo(new RequestSummary(0, Map.of(), Map.of(), Map.of()));
    assertThat(summary(Optional.of(today), Optional.empty()).total()).isEqualTo(7);
  }

  private RequestSummary summary(Optional<LocalDate> from, Optional<LocalDate> to) {
    return on.views()
        .summary(
            new RequestQuery.Range<>(
                from.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                to.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())));
  }

  private List<RequestStory> threeRequests() {
    return IntStream.range(0, 3).mapToObj(second -> savedAt(now.plusSeconds(second))).toList();
  }

  private RequestStory savedAt(Instant at) {
    return aRequestOfAda().at(at).submitted().savedIn(on.transactions());
  }

  private RequestStory saved(ProposalBuilder proposal) {
    return proposing(proposal).savedIn(on.transactions());
  }

  private RequestStory proposing(ProposalBuilder proposal) {
    return aRequestOfAda().proposing(proposal).submitted();
  }

  private RequestStory savedBy(Person person) {
    return aRequestOfAda().by(person).submitted().savedIn(on.transactions());
  }

  private List<RequestView> browse(RequestQuery query) {
    return on.views().browse(query).items();
  }

  /** What waits for a person in these roles, without what other tests left waiting. */
  private List<CreditRequestId> waitingFor(Set<Role> roles, Person person) {
    var inTheRoles = new Person(person.id(), person.username(), roles).account(now);
    on.transactions().run(store -> store.accounts().save(inTheRoles));
    return on.views().waitingFor(person.id()).stream()
        .filter(view -> view.applicant().id().equals(people.ada().id()))
        .map(RequestView::id)
        .toList();
  }

  private static List<CreditRequestId> ids(List<RequestView> views) {
    return views.stream().map(RequestView::id).toList();
  }

  private RequestView viewOf(RequestStory story) {
    return RequestView.of(
        story.request(),
        story.proposal().purpose(),
        story.steps().stream()
            .flatMap(step -> step.analysis().stream())
            .filter(record -> record.revision().equals(story.request().progress().proposed()))
            .map(AnalysisRecord::analysis)
            .findFirst(),
        this::nameOf);
  }

  private List<HistoryEntry> historyOf(RequestStory story) {
    return story.steps().stream()
        .map(RequestStory.Step::change)
        .flatMap(change ->
            change.events().stream()
                .map(event ->
                    HistoryEntry.of(CreditEventsInTests.committed(0, change, event), this::nameOf)))
        .toList();
  }

  private String nameOf(UserId id) {
    return people.all().stream()
        .filter(person -> person.id().equals(id))
        .map(Person::username)
        .findFirst()
        .orElseThrow();
  }

  private static RequestQuery only(UserId applicant, RequestQuery query) {
    return new RequestQuery(
        Optional.of(applicant),
        query.status(),
        query.user(),
        query.product(),
        query.stage(),
        query.submitted(),
        query.currency(),
        query.amount(),
        query.text(),
        query.limit(),
        query.after());
  }
}
