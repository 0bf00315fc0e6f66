package dev.countersign.testkit.memory;

import dev.countersign.application.live.EventFeed;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts events in the order in which they were committed; a position is such a count. */
record InMemoryEventFeed(InMemoryDatabase database) implements EventFeed {
  @Override
  public FeedPosition end() {
    return position(committed().size());
  }

  @Override
  public Optional<Batch> after(FeedPosition position, int limit) {
    return between(position, end(), limit);
  }

  @Override
  public Optional<Batch> between(FeedPosition position, FeedPosition end, int limit) {
    var events = committed();
    return count(position, events.size())
        .flatMap(from -> count(end, events.size()).map(to -> batch(events, from, to, limit)));
  }

  private Batch batch(List<OutboxEvent> events, int from, int to, int limit) {
    var entries =
        IntStream.range(from, Math.max(from, to))
            .limit(limit)
            .mapToObj(place -> entry(events.get(place), place))
            .toList();
    return new Batch(entries, position(from + entries.size()), from + limit < to);
  }

  private Entry entry(OutboxEvent waiting, int place) {
    var event = waiting.event();
    var actor =
        switch (event.by()) {
          case Actor.Person person -> username(person.id());
          case Actor.Automatic automatic -> automatic.name();
        };
    return new Entry(event, actor, position(place + 1));
  }

  private String username(UserId person) {
    return database.read(
        () -> database.accounts.find(Optional.empty(), person).orElseThrow().username());
  }

  private List<OutboxEvent> committed() {
    return database.read(() -> database.events.rows(Optional.empty()));
  }

  private static FeedPosition position(int count) {
    return new FeedPosition(String.valueOf(count));
  }

  private static Optional<Integer> count(FeedPosition position, int end) {
    return Optional.of(position.value())
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(count -> count <= end);
  }
}
