package dev.countersign.application.credit.analysis;

import static dev.countersign.application.credit.analysis.EmploymentExtension.EMPLOYMENT;
import static dev.countersign.application.credit.analysis.Sources.GOOD;
import static dev.countersign.application.credit.analysis.Sources.bureau;
import static dev.countersign.application.credit.analysis.Sources.hanging;
import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.analysis.EmploymentExtension.Employment;
import dev.countersign.application.credit.analysis.EmploymentExtension.MinimumEmployment;
import dev.countersign.application.credit.analysis.ReplayAnalyses.Replayed;
import dev.countersign.application.credit.analysis.StoredAnalyses.Place;
import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.application.credit.request.AnalyseCreditRequest.Analysed;
import dev.countersign.application.credit.request.AnalyseCreditRequest.Command;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Analysis.Outcome;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.testkit.AnalysesInMemory;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.memory.InMemoryCountersign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A third source and a check that needs it, added by this folder alone. */
class ThirdSourceTest {
  private static final CreditPolicy POLICY = policy("with-employment", 60_000);

  @Test
  void its_answer_is_examined_and_kept_beside_the_others() {
    var record = analysed(POLICY, employer(() -> new Employment("Harbour Ltd", 30)));

    assertThat(record.facts().keys()).containsExactly(FactKey.BUREAU, EMPLOYMENT);
    assertThat(record.facts().of(EMPLOYMENT))
        .isEqualTo(new Fact.Known<>(new Employment("Harbour Ltd", 30), "employer"));
    assertThat(record.analysis().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(record.analysis().findings())
        .extracting(Finding::text)
        .contains("Employed for 30 months, of 12 asked for.");
    assertThat(CanonicalJson.write(record))
        .contains(
            "\"employment\":{\"answer\":{\"employer\":\"Harbour Ltd\",\"months\":30},"
                + "\"source\":\"employer\",\"type\":\"known\"}");
  }

  @Test
  void what_fails_its_check_declines_and_stops_the_other_sources() throws Exception {
    var begun = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Callable<Employment> tooShort =
        () -> {
          Await.open(begun);
          return new Employment("Harbour Ltd", 11);
        };

    var record =
        analysed(
            POLICY,
            bureau(() -> {
              begun.countDown();
              return Sources.<BureauReport>hanging(stopped).call();
            }),
            employer(tooShort));

    assertThat(record.analysis().outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(record.analysis().reasons())
        .extracting(reason -> reason.code().code())
        .containsExactly("employment-too-short");
    assertThat(record.facts().of(FactKey.BUREAU))
        .isEqualTo(new Fact.Undetermined<>(ReasonCode.CHECK_STOPPED, "bureau"));
    Await.open(stopped);
  }

  @Test
  void a_source_that_hangs_leaves_a_doubt() {
    var record = analysed(policy("impatient", 20), employer(hanging()));

    assertThat(record.facts().of(EMPLOYMENT))
        .isEqualTo(new Fact.Undetermined<>(ReasonCode.SOURCE_TIMED_OUT, "employer"));
    assertThat(record.analysis().outcome()).isEqualTo(Outcome.IN_DOUBT);
  }

  @Test
  void without_its_source_the_check_is_in_doubt_and_never_passes() {
    var record = analysed(POLICY);

    assertThat(record.analysis().outcome()).isEqualTo(Outcome.IN_DOUBT);
    assertThat(record.analysis().reasons())
        .extracting(reason -> reason.code())
        .containsExactly(ReasonCode.SOURCE_UNAVAILABLE);
  }

  @Test
  void the_policy_is_stored_and_read_with_its_check() {
    var text = CanonicalJson.write(POLICY);

    assertThat(text)
        .contains("{\"months\":12,\"onBreach\":\"FAIL\",\"type\":\"minimum-employment\"}");
    assertThat(CanonicalJson.read(CreditPolicy.class, text)).isEqualTo(POLICY);
  }

  @Test
  void a_check_that_nobody_brings_is_refused_by_name() {
    var text = CanonicalJson.write(POLICY).replace("minimum-employment", "maximum-employment");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.read(CreditPolicy.class, text))
        .withMessageContaining("needs a member \"type\", one of [")
        .withMessageEndingWith("there is no \"maximum-employment\"");
  }

  @Test
  void the_analysis_is_replayed_to_the_same_bytes() {
    var record = analysed(POLICY, employer(() -> new Employment("Harbour Ltd", 30)));
    var text = CanonicalJson.write(record);

    assertThat(replayed(record, text)).isEqualTo(new Replayed(1, Set.of(), Set.of()));
    assertThat(replayed(record, text.replace("\"months\":30", "\"months\":12")))
        .isEqualTo(new Replayed(0, Set.of(record.request()), Set.of()));
  }

  private static Replayed replayed(AnalysisRecord record, String text) {
    var system = system(POLICY);
    var stored =
        new AnalysesInMemory(
            List.of(new Stored(new Place(record.request(), record.revision()), text)));
    return new ReplayAnalyses(stored, system.database().policies(), system.clock()).run();
  }

  private static AnalysisRecord analysed(CreditPolicy policy, FactSource<?>... sources) {
    var scene = Scene.of(system(policy, sources));
    var story = scene.given(Situation.SUBMITTED);
    var command = new Command(story.id(), story.request().progress().proposed());
    assertThat(scene.system().analyse().handle(command)).isInstanceOf(Analysed.class);
    return scene
        .system()
        .database()
        .requestViews()
        .analysis(story.id(), Optional.empty())
        .orElseThrow();
  }

  /** With a bureau that has nothing to say against anybody, where none is given. */
  private static InMemoryCountersign system(CreditPolicy policy, FactSource<?>... sources) {
    var all = new ArrayList<>(List.of(sources));
    if (all.stream().noneMatch(source -> source.fact() == FactKey.BUREAU)) {
      all.add(bureau(() -> GOOD));
    }
    all.add(PropertyValuation.declared());
    return new InMemoryCountersign(
        MutableClock.at(Scene.NOON), policy, all.toArray(FactSource<?>[]::new));
  }

  private static CreditPolicy policy(String name, int sourceTimeoutMillis) {
    var checks = new ArrayList<>(StandardPolicy.get().rules().checks());
    checks.addFirst(new MinimumEmployment(12, Breach.FAIL));
    return aPolicy()
        .named(name)
        .checking(checks.toArray(Check[]::new))
        .waitingForSources(sourceTimeoutMillis)
        .build();
  }

  private static FactSource<Employment> employer(Callable<Employment> answer) {
    return new FactSource<>() {
      @Override
      public FactKey<Employment> fact() {
        return EMPLOYMENT;
      }

      @Override
      public String source() {
        return "employer";
      }

      @Override
      public Employment ask(Proposal proposal) throws Exception {
        return answer.call();
      }
    };
  }
}
