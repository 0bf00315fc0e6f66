package dev.countersign.bootstrap.credit;

import dev.countersign.bureau.credit.analysis.RemoteSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how the outside sources answer ({@code source_asked_seconds}, by source and outcome).
 */
public final class SourceMetrics implements RemoteSource.Watch {
  private final MeterRegistry registry;

  public SourceMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void asked(String source, RemoteSource.Outcome outcome, Duration took) {
    Timer.builder("source.asked")
        .description("how long an outside source of the analysis took to answer")
        .tag("source", source)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(took);
  }
}
