package dev.countersign.bootstrap.platform;

import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.event.ContextEvents;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.live.ProgressSource;
import dev.countersign.application.notification.Audience;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.messaging.event.NamedSubscriber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A context as the running system knows it: one that is listed when it starts is part of it. */
public interface Context {
  /** Its events; all that carries events knows them by this alone. */
  ContextEvents<?> events();

  /** What there is to be permitted in it. */
  PermissionCatalog permissions();

  /**
   * Sees to what must be there before anything is served.
   *
   * @param progress told what it found or made
   * @throws StartupFailure if the node must not start like this
   */
  default void prepare(Platform platform, Consumer<String> progress) {}

  /**
   * Makes what it does while no caller waits for it.
   *
   * @param live to which it may report progress
   */
  Background open(Platform platform, LiveEvents live);

  /** What a context does while no caller waits for it. */
  interface Background {
    /** Whom its events are told to as notifications; nobody without one. */
    default Optional<Audience> audience() {
      return Optional.empty();
    }

    /** Who handles the alarms of its streams, by the type of the stream. */
    default Map<String, AlarmHandler> alarmHandlers() {
      return Map.of();
    }

    default List<RecurringJob> recurringJobs() {
      return List.of();
    }

    /** What precedes its events for listeners at other nodes. */
    default List<ProgressSource> progress() {
      return List.of();
    }

    /**
     * Who wants to know of events, of any context. Their names are lasting, and no other context's.
     *
     * @param alarms to be set by them
     */
    default List<NamedSubscriber> subscribers(Alarms alarms) {
      return List.of();
    }
  }
}
