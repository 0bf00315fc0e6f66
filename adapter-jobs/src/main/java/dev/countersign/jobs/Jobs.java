package dev.countersign.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.application.credit.request.Alarms;
import dev.countersign.application.credit.request.PassDeadline;
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
 * Alarms and chores, done by whichever node comes first. They are looked for every five seconds, so
 * nothing that a person waits for is one of them.
 */
public final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final int WORKERS = 4;

  /** Long enough to look into what was done today. */
  private static final Duration KEPT = Duration.ofHours(12);

  private final HikariDataSource connections;
  private final StorageProvider storage;
  private final JsonMapper json;
  private final Handlers handlers;
  private final JobRequestScheduler scheduler;
  private final Watchdog watchdog;

  private Jobs(Storage kept, PassDeadline passDeadline, List<RecurringJob> chores, Duration watch) {
    kept.makeTables();
    this.connections = kept.open();
    this.json = json();
    this.storage =
        new PostgresStorageProvider(connections, Storage.TABLES, DatabaseOptions.SKIP_CREATE);
    storage.setJobMapper(new JobMapper(json));
    this.handlers =
        new Handlers(new FireAlarmHandler(passDeadline), new RunRecurringJobHandler(chores));
    this.scheduler = new JobRequestScheduler(storage);
    for (var chore : chores) {
      var unused =
          scheduler.scheduleRecurrently(
              chore.name(), chore.schedule(), ZoneOffset.UTC, new RunRecurringJob(chore.name()));
    }
    this.watchdog = new Watchdog(this::server, watch);
  }

  /**
   * Begins to look for what is due.
   *
   * @param watch how often is looked whether the work goes on; it stops when the database is away
   */
  public static Jobs start(
      Storage storage, PassDeadline passDeadline, List<RecurringJob> chores, Duration watch) {
    return new Jobs(storage, passDeadline, chores, watch);
  }

  /**
   * A row names the class of its job, and who may write rows is the application anyway. Nothing
   * within a job may name a class besides these.
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

  /** Whether this node does jobs at the moment. */
  public boolean isWorking() {
    return watchdog.isWorking();
  }

  /**
   * Shows the jobs to people, at an address that only this machine reaches.
   *
   * @param port 0 takes a free one
   * @throws IOException if the port is taken
   */
  public Dashboard dashboard(int port, String user, String password) throws IOException {
    return Dashboard.start(storage, json, port, user, password);
  }

  /** Lets what is under way come to its end, for a few seconds. */
  @Override
  public void close() {
    watchdog.close();
    storage.close();
    connections.close();
  }

  private record Handlers(FireAlarmHandler alarm, RunRecurringJobHandler chore)
      implements JobActivator {
    @Override
    public <T> T activateJob(Class<T> type) {
      return type.cast(type == FireAlarmHandler.class ? alarm : chore);
    }
  }
}
