package dev.countersign.bootstrap.metrics;

import dev.countersign.persistence.Database;
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

/** The JVM, the process, the database pool, and whatever waits or was given up, as gauges. */
public final class SystemMetrics implements AutoCloseable {
  private final JvmGcMetrics collector = new JvmGcMetrics();

  public SystemMetrics(MeterRegistry registry, Database database) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
    registry.gauge("outbox.waiting", database, d -> d.outboxLag().waiting());
    registry.gauge("database.pool.active", database, d -> d.poolUse().active());
    registry.gauge("database.pool.idle", database, d -> d.poolUse().idle());
    registry.gauge("database.pool.waiting", database, d -> d.poolUse().waiting());
    registry.gauge("dead.letters", database, d -> d.deadLetters().count());
    registry.gauge("emails.failed", database, d -> d.undelivered().emails());
    registry.gauge("webhook.deliveries.failed", database, d -> d.undelivered().deliveries());
    registry.gauge("audit.unsealed", database, d -> d.auditSealer().lag());
    TimeGauge.builder(
            "outbox.lag", database, TimeUnit.MILLISECONDS, d -> d.outboxLag().oldest().toMillis())
        .description("age of the oldest event that was not delivered yet")
        .register(registry);
  }

  @Override
  public void close() {
    collector.close();
  }
}
