package dev.countersign.testkit;

import dev.countersign.application.credit.analysis.StoredAnalyses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Analyses that a test has made up, in the order in which they are stored. */
public final class AnalysesInMemory implements StoredAnalyses {
  private final List<Stored> all;
  private Optional<Place> reached = Optional.empty();
  private Optional<Instant> movedAt = Optional.empty();

  public AnalysesInMemory(List<Stored> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public long count() {
    return all.size();
  }

  @Override
  public List<Stored> after(Optional<Place> place, int limit) {
    int next = place.map(last -> all.stream().map(Stored::place).toList().indexOf(last)).orElse(-1);
    return all.stream().skip(next + 1L).limit(limit).toList();
  }

  @Override
  public Optional<Place> reached() {
    return reached;
  }

  @Override
  public void reach(Optional<Place> place, Instant at) {
    reached = place;
    movedAt = Optional.of(at);
  }

  @Override
  public Optional<Instant> idleSince() {
    return movedAt;
  }
}
