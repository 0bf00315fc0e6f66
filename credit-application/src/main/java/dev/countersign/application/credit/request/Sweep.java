package dev.countersign.application.credit.request;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Owns the promise that every accepted request reaches a decision or a person: does whatever an
 * event or an alarm should have brought about and, for whatever reason, has not. A request that
 * can't be moved on keeps none of the others from it.
 */
public final class Sweep {
  /** Longer than any event that is merely slow takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int LIMIT = 500;

  private final OverdueRequests overdue;
  private final AnalyseCreditRequest analyse;
  private final PassDeadline passDeadline;
  private final Clock clock;

  @Inject
  public Sweep(
      OverdueRequests overdue,
      AnalyseCreditRequest analyse,
      PassDeadline passDeadline,
      Clock clock) {
    this.overdue = overdue;
    this.analyse = analyse;
    this.passDeadline = passDeadline;
    this.clock = clock;
  }

  /** Moves on all that is overdue, up to 500 requests of each kind. */
  public Swept run() {
    var now = clock.instant();
    var failures = new ArrayList<RuntimeException>();
    int analysed =
        movedOn(
            overdue.notAnalysed(now.minus(PATIENCE), LIMIT),
            proposal -> analyse.handle(proposal) instanceof AnalyseCreditRequest.Analysed,
            failures);
    int passed =
        movedOn(
            overdue.due(now, LIMIT),
            request ->
                passDeadline.handle(new PassDeadline.Command(request))
                    instanceof PassDeadline.Passed,
            failures);
    return new Swept(analysed, passed, failures);
  }

  private static <T> int movedOn(
      List<T> found, Predicate<T> move, List<RuntimeException> failures) {
    int moved = 0;
    for (var each : found) {
      try {
        moved += move.test(each) ? 1 : 0;
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return moved;
  }

  /**
   * What there was to sweep up.
   *
   * @param analysed proposals that no event had brought to their analysis
   * @param passed deadlines that no alarm had fired for
   * @param failures one for each request that could not be moved on
   */
  public record Swept(int analysed, int passed, List<RuntimeException> failures) {
    public Swept {
      failures = List.copyOf(failures);
    }
  }
}
