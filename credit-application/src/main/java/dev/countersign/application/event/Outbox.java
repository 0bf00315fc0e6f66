package dev.countersign.application.event;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Committed events on their way to subscribers. Safe to be worked on by several nodes at once.
 *
 * <p>An event has one entry, which is for all subscribers. Only a subscriber that could not take
 * the event gets an entry of its own, so that it alone is brought the event again; what follows in
 * the stream queues up behind that entry for this subscriber and for no other.
 */
public interface Outbox {
  /**
   * Takes the oldest entries for a while; nobody else gets them before the lease is over. An entry
   * is held back as long as an earlier one of its stream and subscriber is leased or pauses.
   *
   * @param limit at most so many
   */
  List<Entry> lease(int limit, Duration term);

  /** Strikes off entries. Those whose lease passed to another node are left alone. */
  void settle(Collection<Settlement> settlements);

  /** How far it is behind. */
  Lag lag();

  /**
   * An entry in the hands of one node.
   *
   * @param subscriber whom it is for; absent if it is for all
   * @param behind of an entry for all: those who have not taken an earlier event of the stream
   * @param failures so far that count
   * @param fence proves that the lease is still held
   */
  record Entry(
      CommittedEvent event,
      Optional<String> subscriber,
      Set<String> behind,
      int failures,
      long fence) {
    public Entry {
      behind = Set.copyOf(behind);
    }

    /** The same, with more subscribers who have not taken an earlier event. */
    public Entry alsoBehind(Set<String> more) {
      if (more.isEmpty()) {
        return this;
      }
      var all = new HashSet<>(behind);
      all.addAll(more);
      return new Entry(event, subscriber, all, failures, fence);
    }
  }

  /**
   * What came of an entry, which is struck off.
   *
   * @param remainders what takes its place
   * @param deadLetters of subscribers who were given up
   */
  record Settlement(Entry entry, List<Remainder> remainders, List<DeadLetter> deadLetters) {
    public Settlement {
      remainders = List.copyOf(remainders);
      deadLetters = List.copyOf(deadLetters);
    }

    /** Everyone has it. */
    public static Settlement delivered(Entry entry) {
      return new Settlement(entry, List.of(), List.of());
    }

    /** It comes again as it is. */
    public static Settlement later(Entry entry, Duration pause, int failures) {
      return new Settlement(
          entry, List.of(new Remainder(entry.subscriber(), pause, failures)), List.of());
    }

    /** Whether the entry comes again, so that what follows it has to wait. */
    public boolean comesAgain() {
      return remainders.stream()
          .anyMatch(remainder -> remainder.subscriber().equals(entry.subscriber()));
    }
  }

  /**
   * What is left to do of an entry.
   *
   * @param subscriber whom the event is still to be brought to; absent if to all
   * @param pause before that
   * @param failures so far that count
   */
  record Remainder(Optional<String> subscriber, Duration pause, int failures) {}

  /**
   * @param waiting entries
   * @param oldest age of the oldest event among them
   */
  record Lag(long waiting, Duration oldest) {}
}
