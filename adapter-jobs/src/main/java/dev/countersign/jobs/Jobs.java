package dev.countersign.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.alarm.Alarms;
import dev.countersign.jobs.alarm.FireAlarm;
import dev.countersign.jobs.alarm.FireAlarmHandler;
import dev.countersign.jobs.alarm.JobRunrAlarms;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.jobs.upkeep.RunRecurringJob;
import dev.countersign.jobs.upkeep.RunRecurringJobHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Scheduled and recurring jobs, each run by the first node that takes it. Nodes poll every five
 * seconds, so nothing that a person waits for may be a job.
 */
public final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final int WORKERS = 4;

  /** Long enough to look into today's jobs. */
  private static final Duration KEPT = Duration.ofHours(12);

  private final HikariDataSource connections;
  private final StorageProvider storage;
  private final JsonMapper json;
  private final Handlers handlers;
  private final JobRequestScheduler scheduler;
  private final Watchdog watchdog;

  private Jobs(
      Storage kept,
      Map<String, AlarmHandler> alarms,
      List<RecurringJob> recurring,
      Duration watch) {
    kept.makeTables();
    this.connections = kept.open();
    this.json = json();
    this.storage =
        new PostgresStorageProvider(connections, Storage.TABLES, DatabaseOptions.SKIP_CREATE);
    storage.setJobMapper(new JobMapper(json));
    this.handlers =
        new Handlers(new FireAlarmHandler(alarms), new RunRecurringJobHandler(recurring));
    this.scheduler = new JobRequestScheduler(storage);
    for (var job : recurring) {
      var unused =
          scheduler.scheduleRecurrently(
              job.name(), job.schedule(), ZoneOffset.UTC, new RunRecurringJob(job.name()));
    }
    this.watchdog = new Watchdog(this::server, watch);
  }

  /**
   * Starts to poll for jobs that are due.
   *
   * @param alarms who handles the alarms of streams, by the type of the stream
   * @param watch how often to check that the job server still runs; it stops for good when it loses
   *     the database
   */
  public static Jobs start(
      Storage storage,
      Map<String, AlarmHandler> alarms,
      List<RecurringJob> recurring,
      Duration watch) {
    return new Jobs(storage, alarms, recurring, watch);
  }

  /**
   * The classes that a stored job may name. A row names the class of its job; only the application
   * can write rows.
   */
  static JsonMapper json() {
    return new Jackson3JsonMapper(
        BasicPolymorphicTypeValidator.builder()
            .allowIfSubType(FireAlarm.class)
            .allowIfSubType(RunRecurringJob.class));
  }

  private BackgroundJobServer server() {
    return new BackgroundJobServer(
        storage,
        json,
        handlers,
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andPollInterval(POLL)
            .andBackgroundJobServerWorkerPolicy(
                new DefaultBackgroundJobServerWorkerPolicy(
                    WORKERS, BackgroundJobServerThreadType.PlatformThreads))
            .andDeleteSucceededJobsAfter(KEPT)
            .andPermanentlyDeleteDeletedJobsAfter(KEPT));
  }

  public Alarms alarms() {
    return new JobRunrAlarms(scheduler);
  }

  /** Whether this node runs jobs at the moment. */
  public boolean isWorking() {
    return watchdog.isWorking();
  }

  /**
   * Starts the dashboard, on loopback.
   *
   * @param port 0 takes a free one
   * @throws IOException if the port is taken
   */
  public Dashboard dashboard(int port, String user, String password) throws IOException {
    return Dashboard.start(storage, json, port, user, password);
  }

  /** Stops; running jobs get a few seconds to finish. */
  @Override
  public void close() {
    watchdog.close();
    storage.close();
    connections.close();
  }

  private record Handlers(FireAlarmHandler alarm, RunRecurringJobHandler job)
      implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type.cast(type == FireAlarmHandler.class ? alarm : job);
    }
  }
}
