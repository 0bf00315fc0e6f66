package dev.countersign.testkit.memory;

import dev.countersign.application.event.Outbox;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.domain.event.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Works on what is committed alone, each call by itself. */
record InMemoryOutbox(InMemoryDatabase database, Clock clock) implements Outbox {
  @Override
  public List<Delivery> claim(int limit, Duration lease) {
    return database.read(() -> {
      var now = clock.instant();
      var held = new HashSet<StreamId>();
      var claimed = new ArrayList<Delivery>();
      for (var row : undelivered()) {
        var request = row.event().stream();
        if (held.contains(request) || row.freeAt().isAfter(now)) {
          held.add(request);
        } else if (claimed.size() < limit) {
          var taken = row.claimed(now.plus(lease), database.nextNumber());
          database.events.commit(row.event().id(), taken);
          claimed.add(new Delivery(taken.event(), taken.attempts(), taken.fence()));
        }
      }
      return claimed;
    });
  }

  @Override
  public void delivered(List<Delivery> deliveries) {
    database.atomically(
        () -> deliveries.forEach(delivery -> ifStillHeld(delivery, OutboxEvent::struckOff)));
  }

  @Override
  public void failed(Delivery delivery, Duration pause) {
    database.atomically(
        () -> ifStillHeld(delivery, row -> row.freeFrom(clock.instant().plus(pause))));
  }

  @Override
  public Lag lag() {
    return database.read(() -> {
      var waiting = undelivered();
      return new Lag(
          waiting.size(),
          waiting.stream()
              .map(row -> Duration.between(row.event().at(), clock.instant()))
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO));
    });
  }

  private void ifStillHeld(Delivery delivery, UnaryOperator<OutboxEvent> change) {
    long id = delivery.event().id();
    database
        .events
        .find(Optional.empty(), id)
        .filter(row -> !row.delivered() && row.fence() == delivery.fence())
        .ifPresent(row -> database.events.commit(id, change.apply(row)));
  }

  /** The oldest first. */
  private List<OutboxEvent> undelivered() {
    return database.events.rows(Optional.empty()).stream()
        .filter(row -> !row.delivered())
        .sorted(Comparator.comparingLong(row -> row.event().id()))
        .toList();
  }
}
