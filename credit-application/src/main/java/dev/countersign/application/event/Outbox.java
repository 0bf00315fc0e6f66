package dev.countersign.application.event;

import java.time.Duration;
import java.util.List;

/** Committed events that were not delivered yet. Safe to be worked on by several nodes at once. */
public interface Outbox {
  /**
   * Takes the oldest undelivered events for a while; nobody else gets them before the lease is
   * over. An event is held back as long as an earlier one of its request is with someone else.
   *
   * @param limit at most so many
   */
  List<Delivery> claim(int limit, Duration lease);

  /**
   * Strikes off what was delivered. A delivery whose lease passed to another node is left alone.
   */
  void delivered(List<Delivery> deliveries);

  /** Gives back what could not be delivered, to be claimed again after the pause. */
  void failed(Delivery delivery, Duration pause);

  /** How far delivery is behind. */
  Lag lag();

  /**
   * An event in the hands of one node.
   *
   * @param attempt from 1
   * @param fence proves that the lease is still held
   */
  record Delivery(CommittedEvent event, int attempt, long fence) {}

  /**
   * @param waiting undelivered events
   * @param oldest age of the oldest of them
   */
  record Lag(long waiting, Duration oldest) {}
}
