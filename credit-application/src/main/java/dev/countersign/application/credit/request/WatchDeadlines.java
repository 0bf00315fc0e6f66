package dev.countersign.application.credit.request;

import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import jakarta.inject.Inject;

/**
 * Sets an alarm whenever a request begins to wait for people, and after each thing that time has
 * done to it. An event that comes late finds what is due by then.
 */
public final class WatchDeadlines implements EventSubscriber {
  private final RequestViews views;
  private final Alarms alarms;

  @Inject
  public WatchDeadlines(RequestViews views, Alarms alarms) {
    this.views = views;
    this.alarms = alarms;
  }

  @Override
  public void on(CommittedEvent committed) {
    switch (committed.event()) {
      case CreditRequestEvent.StageOpened opened -> watch(committed);
      case CreditRequestEvent.StageReminded reminded -> watch(committed);
      case CreditRequestEvent.StageEscalated escalated -> watch(committed);
      case CreditRequestEvent.Referred referred -> watch(committed);
      default -> {}
    }
  }

  private void watch(CommittedEvent committed) {
    var stream = committed.stream();
    views
        .due(CreditRequestId.of(stream))
        .ifPresent(due -> alarms.set(stream, due.step().name(), due.at()));
  }
}
