package dev.countersign.application.live;

import dev.countersign.application.event.CommittedEvent;
import java.util.List;
import java.util.Optional;

/**
 * Committed events to be read on from any position, whichever node committed them. Nothing is left
 * out because it was begun earlier and committed later; the events of one stream come in order.
 */
public interface EventFeed {
  /** Behind everything that is committed now. */
  FeedPosition end();

  /**
   * What was committed after a position.
   *
   * @param limit of changes, each with a few events
   * @return empty if the position is none of this feed, or was passed so long ago that whoever
   *     stands there does better to begin anew
   */
  Optional<Batch> after(FeedPosition position, int limit);

  /**
   * The same, without what was committed after the end.
   *
   * @param end where the reading is to stop, as {@link #end} gave it, or the {@code next} of a
   *     batch that left out nothing
   */
  Optional<Batch> between(FeedPosition position, FeedPosition end, int limit);

  /**
   * @param next where to read on
   * @param more whether the limit left out some
   */
  record Batch(List<Entry> entries, FeedPosition next, boolean more) {
    public Batch {
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param actor a username, or the name of the automatic process
   * @param position right behind this entry
   */
  record Entry(CommittedEvent event, String actor, FeedPosition position) {}
}
