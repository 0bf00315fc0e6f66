package dev.countersign.bootstrap.tracing;

import dev.countersign.application.store.Transactions;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the spans of this process, and sends them to a collector if one is named. Without one,
 * traces still have ids, which the log tells.
 */
public final class Tracing implements AutoCloseable {
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
  private static final Duration SEND_WITHIN = Duration.ofSeconds(3);
  private static final int CLOSE_WITHIN_SECONDS = 5;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private Tracing(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("countersign");
  }

  /**
   * @param collector takes OTLP over HTTP at {@code v1/traces} below this address
   * @param version of this program
   */
  public static Tracing to(Optional<URI> collector, String version) {
    return new Tracing(
        collector
            .map(address -> sendingTo(address, version))
            .orElseGet(() -> SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build()));
  }

  /** Callers who trace decide which of their calls are told; of all others, every one is. */
  private static SdkTracerProvider sendingTo(URI collector, String version) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.toString().replaceFirst("/*$", "/v1/traces"))
            .setTimeout(SEND_WITHIN)
            .setConnectTimeout(SEND_WITHIN)
            .setRetryPolicy(null)
            .build();
    var about =
        Attributes.of(
            AttributeKey.stringKey("service.name"),
            "countersign",
            AttributeKey.stringKey("service.version"),
            version,
            AttributeKey.stringKey("service.instance.id"),
            UUID.randomUUID().toString());
    return SdkTracerProvider.builder()
        .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
        .setResource(Resource.create(about))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  public Tracer tracer() {
    return tracer;
  }

  /** Each transaction as a span of what it is part of, its repetitions included. */
  public <S> Transactions<S> around(Transactions<S> transactions) {
    return new TracedTransactions<>(tracer, transactions);
  }

  /**
   * Does the work as a trace of its own, whatever it is part of.
   *
   * @param attribute of the span, such as {@code countersign.request}
   */
  public <T> T apart(String span, String attribute, String value, Supplier<T> work) {
    return within(tracer.spanBuilder(span).setNoParent().setAttribute(attribute, value), work::get);
  }

  /** Sends what is left, for a few seconds at most. */
  @Override
  public void close() {
    var unused = provider.shutdown().join(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private record TracedTransactions<S>(Tracer tracer, Transactions<S> transactions)
      implements Transactions<S> {
    @Override
    public <T> T inTransaction(Function<? super S, T> work) {
      if (!Span.current().isRecording()) {
        return transactions.inTransaction(work);
      }
      return within(
          tracer
              .spanBuilder("transaction")
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute(DATABASE, "postgresql"),
          () -> transactions.inTransaction(work));
    }
  }

  private interface Work<T, E extends Exception> {
    T run() throws E;
  }

  @SuppressWarnings("try") // The scope is there to be closed.
  private static <T, E extends Exception> T within(SpanBuilder builder, Work<T, E> work) throws E {
    var span = builder.startSpan();
    boolean ended = false;
    try (var scope = span.makeCurrent()) {
      var result = work.run();
      ended = true;
      return result;
    } finally {
      if (!ended) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
