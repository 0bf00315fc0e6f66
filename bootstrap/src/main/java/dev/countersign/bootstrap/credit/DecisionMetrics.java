package dev.countersign.bootstrap.credit;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Counts how requests end ({@code decisions_total}, by outcome) and measures how long stages stay
 * open ({@code stage_duration_seconds}, by stage). An event that is delivered twice is counted
 * twice; the audit trail is what to count by exactly.
 */
public final class DecisionMetrics implements EventSubscriber {
  private final MeterRegistry registry;

  public DecisionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void on(CommittedEvent committed) {
    if (committed.event() instanceof CreditRequestEvent event) {
      measure(event, committed.at());
    }
  }

  private void measure(CreditRequestEvent event, Instant at) {
    switch (event) {
      case CreditRequestEvent.StageApproved e -> timeInStage(e.stage(), e.openedAt(), at);
      case CreditRequestEvent.Referred e -> timeInStage(e.stage(), e.openedAt(), at);
      case CreditRequestEvent.Rejected e -> {
        timeInStage(e.stage(), e.openedAt(), at);
        count("rejected");
      }
      case CreditRequestEvent.Granted e -> count("granted");
      case CreditRequestEvent.Declined e -> count("declined");
      case CreditRequestEvent.Withdrawn e -> count("withdrawn");
      case CreditRequestEvent.Expired e -> count("expired");
      case CreditRequestEvent.Submitted e -> {}
      case CreditRequestEvent.Revised e -> {}
      case CreditRequestEvent.Analysed e -> {}
      case CreditRequestEvent.StageOpened e -> {}
      case CreditRequestEvent.StageReminded e -> {}
      case CreditRequestEvent.StageEscalated e -> {}
      case CreditRequestEvent.Claimed e -> {}
      case CreditRequestEvent.Released e -> {}
    }
  }

  private void count(String outcome) {
    registry.counter("decisions", "outcome", outcome).increment();
  }

  private void timeInStage(Stage stage, Instant openedAt, Instant closedAt) {
    Timer.builder("stage.duration")
        .description("how long a stage of approval was open")
        .tag("stage", stage.value().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(Duration.between(openedAt, closedAt));
  }
}
