package dev.countersign.bootstrap.tracing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * Lets every entry of the log pass, and has it say which trace it is part of. Doing so here, when
 * something is logged, costs nothing where nothing is.
 */
public final class TraceInLog extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    var span = Span.current().getSpanContext();
    if (span.isValid() && event instanceof LoggingEvent entry) {
      var told = new HashMap<String, String>();
      Optional.<Map<String, String>>ofNullable(MDC.getCopyOfContextMap()).ifPresent(told::putAll);
      told.put("trace_id", span.getTraceId());
      entry.setMDCPropertyMap(told);
    }
    return FilterReply.NEUTRAL;
  }
}
