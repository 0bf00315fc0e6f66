package dev.countersign.application.credit.analysis;

import static dev.countersign.application.credit.analysis.Sources.GOOD;
import static dev.countersign.application.credit.analysis.Sources.RESTRICTED;
import static dev.countersign.application.credit.analysis.Sources.bureau;
import static dev.countersign.application.credit.analysis.Sources.failing;
import static dev.countersign.application.credit.analysis.Sources.hanging;
import static dev.countersign.application.credit.analysis.Sources.valuation;
import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.ProposalBuilder.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.money.Money;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FactFindingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final Proposal MORTGAGE = aMortgage("60000.00", "90000.00").build();
  private static final Proposal PERSONAL = aProposal().build();
  private static final CreditPolicy PATIENT = aPolicy().waitingForSources(60_000).build();
  private static final CreditPolicy IMPATIENT = aPolicy().waitingForSources(20).build();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopWhatStillHangs() {
    var unused = threads.shutdownNow();
  }

  @Test
  void every_source_is_asked_and_its_answer_kept_with_its_name() {
    var facts = facts(MORTGAGE, PATIENT, () -> GOOD, () -> euros("88000.00"));

    assertThat(facts).isEqualTo(both(known(GOOD), known(euros("88000.00"))));
  }

  @Test
  void a_proposal_without_a_property_needs_no_valuation() {
    var asked = new AtomicInteger();

    var facts = facts(PERSONAL, PATIENT, () -> GOOD, () -> euros(asked.incrementAndGet() + ".00"));

    assertThat(facts).isEqualTo(Facts.of(FactKey.BUREAU, known(GOOD)));
    assertThat(asked).hasValue(0);
  }

  @Test
  void all_sources_are_asked_at_the_same_time() {
    var together = new CyclicBarrier(2);

    var facts =
        facts(
            MORTGAGE,
            PATIENT,
            () -> {
              Await.all(together);
              return GOOD;
            },
            () -> {
              Await.all(together);
              return euros("90000.00");
            });

    assertThat(facts).isEqualTo(both(known(GOOD), known(euros("90000.00"))));
  }

  @TestFactory
  Stream<DynamicTest> a_source_that_fails_leaves_its_fact_unknown() {
    return Map.<String, Exception>of(
            "out of order", new IOException("connection refused"),
            "broken", new IllegalStateException("a bug of theirs"),
            "interrupted", new InterruptedException("told to stop"))
        .entrySet()
        .stream()
        .map(failure ->
            dynamicTest(
                failure.getKey(),
                () -> {
                  assertThat(
                          facts(
                              MORTGAGE,
                              PATIENT,
                              failing(failure.getValue()),
                              () -> euros("90000.00")))
                      .isEqualTo(
                          both(
                              unknown(ReasonCode.SOURCE_UNAVAILABLE, "bureau"),
                              known(euros("90000.00"))));
                  assertThat(facts(MORTGAGE, PATIENT, () -> GOOD, failing(failure.getValue())))
                      .isEqualTo(
                          both(known(GOOD), unknown(ReasonCode.SOURCE_UNAVAILABLE, "valuer")));
                }));
  }

  @Test
  void a_source_that_hangs_is_told_to_stop_when_its_time_is_over() throws Exception {
    var stopped = new CountDownLatch(2);

    var facts = facts(MORTGAGE, IMPATIENT, hanging(stopped), hanging(stopped));

    assertThat(facts)
        .isEqualTo(
            both(
                unknown(ReasonCode.SOURCE_TIMED_OUT, "bureau"),
                unknown(ReasonCode.SOURCE_TIMED_OUT, "valuer")));
    Await.open(stopped);
  }

  @Test
  void a_source_that_will_not_stop_holds_nobody_up() {
    var deaf = new Semaphore(0);

    var facts =
        facts(
            PERSONAL,
            IMPATIENT,
            () -> {
              deaf.acquireUninterruptibly();
              return GOOD;
            },
            hanging());

    assertThat(facts.of(FactKey.BUREAU)).isEqualTo(unknown(ReasonCode.SOURCE_TIMED_OUT, "bureau"));
    deaf.release();
  }

  @Test
  void an_error_of_a_source_is_no_answer_either() {
    Callable<BureauReport> broken =
        () -> {
          throw new StackOverflowError();
        };

    var facts = facts(PERSONAL, IMPATIENT, broken, hanging());

    assertThat(facts.of(FactKey.BUREAU)).isEqualTo(unknown(ReasonCode.SOURCE_TIMED_OUT, "bureau"));
  }

  @Test
  @SuppressWarnings("NullAway") // A source written elsewhere may not keep to what its type says.
  void a_nonsensical_report_is_no_answer() {
    Callable<BureauReport> nothing = () -> null;
    Callable<BureauReport> negative = () -> new BureauReport(Optional.of(-1), false);

    for (var nonsense : List.of(nothing, negative)) {
      assertThat(facts(PERSONAL, PATIENT, nonsense, hanging()).of(FactKey.BUREAU))
          .isEqualTo(unknown(ReasonCode.SOURCE_UNAVAILABLE, "bureau"));
    }
  }

  @TestFactory
  Stream<DynamicTest> a_nonsensical_value_of_a_property_is_no_answer() {
    return Stream.of(
            euros("0.00"), euros("-90000.00"), Money.of("90000.00", Currency.getInstance("USD")))
        .map(nonsense ->
            dynamicTest(
                nonsense.toString(),
                () ->
                    assertThat(facts(MORTGAGE, PATIENT, () -> GOOD, () -> nonsense))
                        .isEqualTo(
                            both(known(GOOD), unknown(ReasonCode.SOURCE_UNAVAILABLE, "valuer")))));
  }

  @Test
  void without_a_tax_id_the_bureau_is_not_asked() {
    var asked = new AtomicInteger();
    Callable<BureauReport> counting =
        () -> {
          asked.incrementAndGet();
          return GOOD;
        };

    var facts =
        facts(
            aMortgage("60000.00", "90000.00").withoutTaxId().build(),
            PATIENT,
            counting,
            () -> euros("90000.00"));

    assertThat(facts)
        .isEqualTo(both(unknown(ReasonCode.TAX_ID_MISSING, "bureau"), known(euros("90000.00"))));
    assertThat(asked).hasValue(0);
  }

  @Test
  void nobody_is_asked_about_a_proposal_that_fails_by_itself() {
    var asked = new AtomicInteger();

    var facts =
        facts(
            aMortgage("60000.00", "90000.00").earning("1999.99").build(),
            PATIENT,
            () -> {
              asked.incrementAndGet();
              return GOOD;
            },
            () -> euros(asked.incrementAndGet() + ".00"));

    assertThat(facts)
        .isEqualTo(
            both(
                unknown(ReasonCode.CHECK_STOPPED, "bureau"),
                unknown(ReasonCode.CHECK_STOPPED, "valuer")));
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_declared_value_that_fails_leaves_the_bureau_unasked() {
    var asked = new AtomicInteger();
    Callable<BureauReport> counting =
        () -> {
          asked.incrementAndGet();
          return RESTRICTED;
        };
    var proposal = aMortgage("95000.00", "100000.00").build();

    var facts = facts(proposal, PATIENT, bureau(counting), PropertyValuation.declared());

    assertThat(facts)
        .isEqualTo(
            both(
                unknown(ReasonCode.CHECK_STOPPED, "bureau"),
                new Fact.Known<>(euros("100000.00"), "applicant")));
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_failed_check_stops_at_once_what_only_later_checks_wait_for() throws Exception {
    var stopped = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    Callable<Money> slow =
        () -> {
          begun.countDown();
          return Sources.<Money>hanging(stopped).call();
        };

    var facts =
        facts(
            MORTGAGE,
            PATIENT,
            () -> {
              Await.open(begun);
              return RESTRICTED;
            },
            slow);

    assertThat(facts)
        .isEqualTo(both(known(RESTRICTED), unknown(ReasonCode.CHECK_STOPPED, "valuer")));
    Await.open(stopped);
  }

  @Test
  void an_answer_that_later_checks_wait_for_counts_for_nothing_once_one_has_failed() {
    var valued = new CountDownLatch(1);

    var facts =
        facts(
            MORTGAGE,
            PATIENT,
            () -> {
              Await.open(valued);
              return RESTRICTED;
            },
            () -> {
              valued.countDown();
              return euros("60000.00");
            });

    assertThat(facts)
        .isEqualTo(both(known(RESTRICTED), unknown(ReasonCode.CHECK_STOPPED, "valuer")));
  }

  @Test
  void a_check_that_fails_waits_for_those_before_it() {
    var valued = new CountDownLatch(1);

    var facts =
        facts(
            MORTGAGE,
            PATIENT,
            () -> {
              Await.open(valued);
              return GOOD;
            },
            () -> {
              valued.countDown();
              return euros("60000.00");
            });

    assertThat(facts).isEqualTo(both(known(GOOD), known(euros("60000.00"))));
  }

  @Test
  void the_order_is_that_of_the_policys_checks() throws Exception {
    var stopped = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    Callable<BureauReport> slow =
        () -> {
          begun.countDown();
          return Sources.<BureauReport>hanging(stopped).call();
        };
    var propertyFirst =
        aPolicy()
            .waitingForSources(60_000)
            .checking(StandardPolicy.get().rules().checks().reversed().toArray(Check[]::new))
            .build();

    var facts =
        facts(
            MORTGAGE,
            propertyFirst,
            slow,
            () -> {
              Await.open(begun);
              return euros("60000.00");
            });

    assertThat(facts)
        .isEqualTo(both(unknown(ReasonCode.CHECK_STOPPED, "bureau"), known(euros("60000.00"))));
    Await.open(stopped);
  }

  private Facts facts(
      Proposal proposal,
      CreditPolicy policy,
      Callable<BureauReport> report,
      Callable<Money> value) {
    return facts(proposal, policy, bureau(report), valuation(value));
  }

  private Facts facts(
      Proposal proposal, CreditPolicy policy, CreditBureau bureau, PropertyValuation valuation) {
    return new FactFinding(List.of(bureau, valuation), threads)
        .about(proposal, policy.product(proposal.product()).orElseThrow(), policy, DAY);
  }

  private static Facts both(Fact<BureauReport> report, Fact<Money> value) {
    return Facts.of(FactKey.BUREAU, report).with(FactKey.PROPERTY_VALUE, value);
  }

  private static Fact<BureauReport> known(BureauReport report) {
    return new Fact.Known<>(report, "bureau");
  }

  private static Fact<Money> known(Money value) {
    return new Fact.Known<>(value, "valuer");
  }

  private static <T> Fact<T> unknown(ReasonCode why, String source) {
    return new Fact.Undetermined<>(why, source);
  }
}
