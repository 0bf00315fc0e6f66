package dev.countersign.http.exchange;

import dev.countersign.application.idempotency.Answer;
import io.javalin.http.Context;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each call, named by method and route, in the caller's trace or a new one. The
 * path itself is never recorded, since it may name a person.
 */
final class Spans {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private static final TextMapGetter<Context> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Context context) {
          return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Context context, String name) {
          return context == null ? null : context.header(name);
        }
      };

  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  @SuppressWarnings("try") // The scope is there to be closed.
  Answer around(Context context, String method, String route, Supplier<Answer> work) {
    var caller =
        W3CTraceContextPropagator.getInstance()
            .extract(io.opentelemetry.context.Context.root(), context, HEADERS);
    var span =
        tracer
            .spanBuilder(method + " " + route)
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(METHOD, method)
            .setAttribute(ROUTE, route)
            .startSpan();
    try (var scope = span.makeCurrent()) {
      var answer = work.get();
      span.setAttribute(STATUS, (long) answer.status());
      if (answer.status() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      return answer;
    } finally {
      span.end();
    }
  }
}
