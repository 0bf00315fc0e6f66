package dev.countersign.bootstrap.metrics;

import dev.countersign.application.events.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.concurrent.TimeUnit;

/** The JVM, the process and the outbox, as gauges. */
public final class SystemMetrics implements AutoCloseable {
  private final JvmGcMetrics collector = new JvmGcMetrics();

  public SystemMetrics(MeterRegistry registry, Outbox outbox) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
    registry.gauge("outbox.waiting", outbox, o -> o.lag().waiting());
    TimeGauge.builder("outbox.lag", outbox, TimeUnit.MILLISECONDS, o -> o.lag().oldest().toMillis())
        .description("age of the oldest event that was not delivered yet")
        .register(registry);
  }

  @Override
  public void close() {
    collector.close();
  }
}
