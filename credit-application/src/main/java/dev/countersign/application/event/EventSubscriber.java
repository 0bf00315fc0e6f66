package dev.countersign.application.event;

/**
 * Someone who wants to know. Events of one request come in order and at least once: handling one
 * that was handled before must do no harm. An exception means: bring it again later.
 */
@FunctionalInterface
public interface EventSubscriber {
  void on(CommittedEvent event);
}
