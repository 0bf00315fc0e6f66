package dev.countersign.domain.credit.request;

import dev.countersign.domain.party.Actor.Task;

/** What the system does by itself to credit requests. */
public final class AutomaticTasks {
  public static final Task ANALYSIS = new Task("ANALYSIS");
  public static final Task DEADLINE = new Task("DEADLINE");

  private AutomaticTasks() {}
}
