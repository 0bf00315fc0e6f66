package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Past analyses, byte for byte as they were stored, and how far they have been repeated. */
public interface StoredAnalyses {
  /** How many there are. */
  long count();

  /** Those that follow one in the order of their requests, or the first ones; at most so many. */
  List<Stored> after(Optional<Place> place, int limit);

  /** The last one that was repeated; absent at the beginning of a round. */
  Optional<Place> reached();

  /** Keeps which one was repeated last, for whichever node goes on. */
  void reach(Optional<Place> place, Instant at);

  /**
   * Since when nothing was repeated although there was something: the last time that something was,
   * or else the first request. Absent as long as there is no request.
   */
  Optional<Instant> idleSince();

  /**
   * @param proposed the revision that brought the proposal
   */
  record Place(CreditRequestId request, Revision proposed) {}

  /**
   * @param record canonical JSON, if nobody has touched it
   */
  record Stored(Place place, String record) {}
}
