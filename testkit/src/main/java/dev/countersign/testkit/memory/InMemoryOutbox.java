package dev.countersign.testkit.memory;

import dev.countersign.application.event.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works on what is committed alone, each call by itself. */
record InMemoryOutbox(InMemoryDatabase database, Clock clock) implements Outbox {
  @Override
  public List<Entry> lease(int limit, Duration term) {
    return database.read(() -> {
      var now = clock.instant();
      var waiting = waiting();
      var free =
          waiting.stream()
              .filter(row -> !row.freeAt().isAfter(now) && !isHeldBack(row, waiting, now))
              .limit(limit)
              .toList();
      var leased = new ArrayList<Entry>();
      for (var row : free) {
        var taken = row.leased(now.plus(term), database.nextNumber());
        put(taken);
        leased.add(
            new Entry(
                taken.event(),
                taken.subscriber(),
                row.isForAll() ? behind(row, waiting) : Set.of(),
                taken.failures(),
                taken.fence()));
      }
      return leased;
    });
  }

  private static boolean isHeldBack(OutboxEvent row, List<OutboxEvent> waiting, Instant now) {
    return before(row, waiting)
        .anyMatch(earlier ->
            (earlier.subscriber().equals(row.subscriber()) && earlier.freeAt().isAfter(now))
                || (earlier.isForAll() && !row.isForAll()));
  }

  private static Set<String> behind(OutboxEvent row, List<OutboxEvent> waiting) {
    return before(row, waiting)
        .flatMap(earlier -> earlier.subscriber().stream())
        .collect(Collectors.toSet());
  }

  private static Stream<OutboxEvent> before(OutboxEvent row, List<OutboxEvent> waiting) {
    return waiting.stream()
        .filter(earlier ->
            earlier.event().stream().equals(row.event().stream())
                && earlier.event().id() < row.event().id());
  }

  @Override
  public void settle(Collection<Settlement> settlements) {
    database.atomically(() -> settlements.forEach(this::settle));
  }

  private void settle(Settlement settlement) {
    var entry = settlement.entry();
    var held =
        waiting().stream()
            .filter(row ->
                row.event().id() == entry.event().id()
                    && row.subscriber().equals(entry.subscriber())
                    && row.fence() == entry.fence())
            .findFirst();
    held.ifPresent(row -> {
      put(row.settled());
      for (var remainder : settlement.remainders()) {
        var free = clock.instant().plus(remainder.pause());
        put(row.forOne(remainder.subscriber(), free, remainder.failures()));
      }
      settlement.deadLetters().forEach(database.deadLetters()::keep);
    });
  }

  @Override
  public Lag lag() {
    return database.read(() -> {
      var waiting = waiting();
      return new Lag(
          waiting.size(),
          waiting.stream()
              .map(row -> Duration.between(row.event().at(), clock.instant()))
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO));
    });
  }

  private void put(OutboxEvent row) {
    if (row.isForAll()) {
      database.events.commit(row.event().id(), row);
    } else {
      database.ofOneSubscriber.commit(
          new OfOneSubscriber(row.event().id(), row.subscriber().orElseThrow()), row);
    }
  }

  /** The oldest first. */
  private List<OutboxEvent> waiting() {
    return Stream.of(database.events, database.ofOneSubscriber)
        .flatMap(table -> table.rows(Optional.empty()).stream())
        .filter(row -> !row.delivered())
        .sorted(Comparator.comparingLong(row -> row.event().id()))
        .toList();
  }

  /** Names an entry that is for one subscriber. */
  record OfOneSubscriber(long event, String subscriber) {}
}
