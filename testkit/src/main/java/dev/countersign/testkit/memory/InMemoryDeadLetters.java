package dev.countersign.testkit.memory;

import dev.countersign.application.event.DeadLetters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each call by itself; a letter keeps its place when it dies again. */
final class InMemoryDeadLetters implements DeadLetters {
  private final Map<Name, Kept> letters = new LinkedHashMap<>();

  @Override
  public synchronized void keep(Letter letter) {
    Transaction.requireMicros(letter.at());
    var storable =
        new Letter(
            letter.consumer(),
            storable(letter.key()),
            storable(letter.message()),
            storable(letter.cause()),
            letter.at());
    var unused =
        letters.merge(
            Name.of(storable),
            new Kept(storable, 1),
            (before, now) -> new Kept(now.letter(), before.deaths() + 1));
  }

  @Override
  public synchronized List<Kept> oldest(int limit) {
    return letters.values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void remove(Kept kept) {
    var unused = letters.remove(Name.of(kept.letter()), kept);
  }

  @Override
  public synchronized long count() {
    return letters.size();
  }

  /** A database keeps no NUL character. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private record Name(String consumer, String message) {
    static Name of(Letter letter) {
      return new Name(letter.consumer(), letter.message());
    }
  }
}
