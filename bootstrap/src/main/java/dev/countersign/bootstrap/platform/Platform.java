package dev.countersign.bootstrap.platform;

import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.store.Transactions;
import dev.countersign.bootstrap.metrics.SystemMetrics;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.bootstrap.tracing.Tracing;
import dev.countersign.persistence.Database;
import dev.countersign.persistence.store.UnitOfWork;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What everything else in the process stands on.
 *
 * @param afterEventsCommitted told of every commit with events; must not wait
 * @param closing whatever is opened on it is added here
 */
public record Platform(
    Settings settings,
    DatabaseAccess access,
    Database database,
    List<Runnable> afterEventsCommitted,
    PrometheusMeterRegistry registry,
    Tracing tracing,
    EventRegistry events,
    BackgroundTransactions inBackground,
    Clock clock,
    Shutdown closing) {

  /** Opens the database and begins to measure. */
  public static Platform open(
      Settings settings, Consumer<String> progress, EventRegistry events, Shutdown closing)
      throws IOException {
    // As precise as the database keeps it.
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    Files.createDirectories(settings.data());
    var access = closing.add(DatabaseAccess.toServe(settings, progress));
    var afterEventsCommitted = new CopyOnWriteArrayList<Runnable>();
    var database =
        closing.add(
            Database.open(
                access.url(),
                access.user(),
                access.password(),
                settings.databasePoolSize(),
                clock,
                () -> afterEventsCommitted.forEach(Runnable::run)));
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    closing.also(registry::close);
    closing.also(new SystemMetrics(registry, database));
    var tracing = closing.add(Tracing.to(settings.collector(), Version.get()));
    return new Platform(
        settings,
        access,
        database,
        afterEventsCommitted,
        registry,
        tracing,
        events,
        new BackgroundTransactions(database::waiting, settings.databasePoolSize()),
        clock,
        closing);
  }

  /** Transactions that reach one store, each traced. */
  public <S> Transactions<S> transactions(Function<? super UnitOfWork, ? extends S> stores) {
    return tracing.around(database.transactions(stores));
  }

  /** The same, for what no caller waits for. */
  public <S> Transactions<S> background(Function<? super UnitOfWork, ? extends S> stores) {
    return inBackground.of(transactions(stores));
  }
}
