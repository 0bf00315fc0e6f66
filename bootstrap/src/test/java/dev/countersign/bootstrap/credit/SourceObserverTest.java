package dev.countersign.bootstrap.credit;

import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.application.credit.analysis.CreditBureau;
import dev.countersign.application.credit.analysis.FactSource;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.proposal.TaxId;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SourceObserverTest {
  private static final BureauReport GOOD = new BureauReport(Optional.of(700), false);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SourceObserver observer =
      new SourceObserver(registry, OpenTelemetry.noop().getTracer("test"));

  @Test
  void an_answer_is_counted_under_its_source() throws Exception {
    assertThat(observed(() -> GOOD).ask(aProposal().build())).isEqualTo(GOOD);

    assertThat(count("answered")).isEqualTo(1);
  }

  @Test
  void an_answer_that_can_t_be_true_counts_as_a_failure() throws Exception {
    var negative = new BureauReport(Optional.of(-1), false);

    assertThat(observed(() -> negative).ask(aProposal().build())).isEqualTo(negative);

    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void a_failure_is_counted_and_passed_on() {
    assertFails(new IOException("connection refused"), "failed");
  }

  @Test
  void a_question_that_nobody_waits_for_is_counted_as_abandoned() {
    assertFails(new InterruptedException("told to stop"), "abandoned");
  }

  @Test
  void a_source_behind_an_open_circuit_breaker_is_counted_as_left_alone() {
    var breaker = CircuitBreaker.ofDefaults("bureau");
    breaker.transitionToOpenState();

    assertFails(CallNotPermittedException.createCallNotPermittedException(breaker), "left_alone");
  }

  @Test
  void the_rest_of_the_source_stays_as_it_is() {
    var source = observed(() -> GOOD);
    var anonymous = aProposal().withoutTaxId().build();

    assertThat(source.source()).isEqualTo("bureau");
    assertThat(source.appliesTo(anonymous)).isTrue();
    assertThat(source.obstacle(anonymous)).contains(ReasonCode.TAX_ID_MISSING);
    assertThat(source.plausible(GOOD, anonymous)).isTrue();
  }

  private void assertFails(Exception failure, String outcome) {
    var source =
        observed(() -> {
          throw failure;
        });

    assertThatExceptionOfType(failure.getClass())
        .isThrownBy(() -> source.ask(aProposal().build()))
        .isSameAs(failure);
    assertThat(count(outcome)).isEqualTo(1);
  }

  private long count(String outcome) {
    return registry
        .get("source.asked")
        .tag("source", "bureau")
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  private FactSource<BureauReport> observed(Callable<BureauReport> answer) {
    return observer.observed(
        new CreditBureau() {
          @Override
          public String source() {
            return "bureau";
          }

          @Override
          public BureauReport reportOn(TaxId person) throws Exception {
            return answer.call();
          }
        });
  }
}
