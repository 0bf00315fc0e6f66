package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.testkit.memory.InMemoryOutbox.OfOneSubscriber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each call by itself; a letter keeps its place when it dies again. */
final class InMemoryDeadLetters implements DeadLetters {
  private final InMemoryDatabase database;
  private final Map<Name, Kept> letters = new LinkedHashMap<>();
  private long last;

  InMemoryDeadLetters(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void keep(DeadLetter letter) {
    Transaction.requireMicros(letter.at());
    var storable =
        new DeadLetter(
            letter.subscriber(),
            storable(letter.key()),
            storable(letter.message()),
            storable(letter.cause()),
            letter.at());
    database.atomically(() -> {
      var unused =
          letters.merge(
              Name.of(storable),
              new Kept(++last, storable, 1),
              (before, now) -> new Kept(before.id(), now.letter(), before.deaths() + 1));
    });
  }

  @Override
  public List<Kept> after(long after, int limit) {
    return database.read(
        () -> letters.values().stream().filter(kept -> kept.id() > after).limit(limit).toList());
  }

  @Override
  public boolean replay(Kept kept, CommittedEvent event) {
    return database.read(() -> {
      var committed =
          database
              .events
              .find(Optional.empty(), event.id())
              .filter(row -> row.event().stream().equals(event.stream()));
      if (committed.isEmpty() || !letters.remove(Name.of(kept.letter()), kept)) {
        return false;
      }
      var subscriber = kept.letter().subscriber();
      database.ofOneSubscriber.commit(
          new OfOneSubscriber(event.id(), subscriber),
          committed.get().forOne(Optional.of(subscriber), Instant.MIN, 0));
      return true;
    });
  }

  @Override
  public long count() {
    return database.read(letters::size);
  }

  /** A database keeps no NUL character. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private record Name(String subscriber, String message) {
    static Name of(DeadLetter letter) {
      return new Name(letter.subscriber(), letter.message());
    }
  }
}
