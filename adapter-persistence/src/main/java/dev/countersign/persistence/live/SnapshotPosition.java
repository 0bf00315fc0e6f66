package dev.countersign.persistence.live;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.live.FeedPosition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position as snapshots of the database: seen is what the first one saw, and of what the second
 * one saw beyond it, the events up to a number. PostgreSQL writes a snapshot as the oldest
 * transaction under way, the first one to come, and those under way between them.
 *
 * @param seen 0 if nothing beyond the first snapshot was seen
 */
record SnapshotPosition(String since, String upTo, long seen) {
  private static final String SNAPSHOT = "\\d{1,18}:\\d{1,18}:[0-9,]*";
  private static final Pattern FORM =
      Pattern.compile("(" + SNAPSHOT + ")(?:/(" + SNAPSHOT + ")/(\\d{1,18}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** A snapshot of many connections is long, and still far shorter than this. */
  private static final int MAX_LENGTH = 8_000;

  static SnapshotPosition at(String snapshot) {
    return new SnapshotPosition(snapshot, snapshot, 0);
  }

  /** Reads a position; empty if it is none. */
  static Optional<SnapshotPosition> of(FeedPosition position) {
    if (position.value().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var form = FORM.matcher(position.value());
    if (!form.matches() || !isSound(form.group(1))) {
      return Optional.empty();
    }
    return form.group(2) == null
        ? Optional.of(at(form.group(1)))
        : Optional.of(
                new SnapshotPosition(form.group(1), form.group(2), Long.parseLong(form.group(3))))
            .filter(found -> isSound(found.upTo));
  }

  /** Whether the database takes it for a snapshot. */
  private static boolean isSound(String snapshot) {
    var parts = snapshot.split(":", -1);
    long first = Long.parseLong(parts[0]);
    long end = Long.parseLong(parts[1]);
    long last = first;
    if (first < 1 || end < first) {
      return false;
    }
    for (var underWay : parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1)) {
      if (!NUMBER.matcher(underWay).matches()) {
        return false;
      }
      long transaction = Long.parseLong(underWay);
      if (transaction < last || transaction >= end) {
        return false;
      }
      last = transaction;
    }
    return true;
  }

  /** Whether an event is among those of its change that were seen, when others were not yet. */
  boolean hasSeenPartOf(List<CommittedEvent> change, CommittedEvent event) {
    return change.getFirst().id() <= seen && seen <= change.getLast().id() && event.id() <= seen;
  }

  /** Right behind an event that was read on from here, as far as a snapshot saw. */
  SnapshotPosition behind(long event, String snapshot) {
    return new SnapshotPosition(since, snapshot, event);
  }

  FeedPosition position() {
    return new FeedPosition(seen == 0 ? since : since + "/" + upTo + "/" + seen);
  }
}
