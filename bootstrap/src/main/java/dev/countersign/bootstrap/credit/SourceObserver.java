package dev.countersign.bootstrap.credit;

import dev.countersign.application.credit.analysis.FactSource;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.proposal.Proposal;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures how sources of facts answer ({@code source_asked_seconds}, by source and outcome), and
 * traces each question.
 */
public final class SourceObserver {
  private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("countersign.source");

  private final MeterRegistry registry;
  private final Tracer tracer;

  public SourceObserver(MeterRegistry registry, Tracer tracer) {
    this.registry = registry;
    this.tracer = tracer;
  }

  /** How a question went. */
  enum Outcome {
    ANSWERED,
    /** There was no answer, or one that can't be true. */
    FAILED,
    /** Nobody wants to know any more. */
    ABANDONED,
    /** It was not even asked, after so many failures. */
    LEFT_ALONE
  }

  /** The same source, watched. */
  public <T> FactSource<T> observed(FactSource<T> source) {
    return new ObservedSource<>(source, this);
  }

  @SuppressWarnings("try") // The scope is there to be closed.
  private <T> T ask(FactSource<T> source, Proposal proposal) throws Exception {
    var span =
        tracer
            .spanBuilder("ask " + source.fact())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(SOURCE, source.source())
            .startSpan();
    long begun = System.nanoTime();
    var outcome = Outcome.FAILED;
    try (var scope = span.makeCurrent()) {
      var answer = source.ask(proposal);
      outcome = source.plausible(answer, proposal) ? Outcome.ANSWERED : Outcome.FAILED;
      return answer;
    } catch (CallNotPermittedException e) {
      outcome = Outcome.LEFT_ALONE;
      throw e;
    } catch (InterruptedException e) {
      outcome = Outcome.ABANDONED;
      throw e;
    } finally {
      record(source.source(), outcome, Duration.ofNanos(System.nanoTime() - begun));
      end(span, outcome);
    }
  }

  private void record(String source, Outcome outcome, Duration took) {
    Timer.builder("source.asked")
        .description("how long an outside source of the analysis took to answer")
        .tag("source", source)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(took);
  }

  private static void end(Span span, Outcome outcome) {
    if (outcome != Outcome.ANSWERED) {
      var unused = span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private record ObservedSource<T>(FactSource<T> watched, SourceObserver observer)
      implements FactSource<T> {
    @Override
    public FactKey<T> fact() {
      return watched.fact();
    }

    @Override
    public String source() {
      return watched.source();
    }

    @Override
    public boolean isDeclared() {
      return watched.isDeclared();
    }

    @Override
    public boolean appliesTo(Proposal proposal) {
      return watched.appliesTo(proposal);
    }

    @Override
    public Optional<ReasonCode> obstacle(Proposal proposal) {
      return watched.obstacle(proposal);
    }

    @Override
    public T ask(Proposal proposal) throws Exception {
      return observer.ask(watched, proposal);
    }

    @Override
    public boolean plausible(T answer, Proposal proposal) {
      return watched.plausible(answer, proposal);
    }
  }
}
