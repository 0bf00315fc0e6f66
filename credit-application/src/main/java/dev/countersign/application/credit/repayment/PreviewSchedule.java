package dev.countersign.application.credit.repayment;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.money.Money;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Shows the schedule that a grant would make, and writes nothing. */
public final class PreviewSchedule {
  private final Policies policies;
  private final Clock clock;

  @Inject
  public PreviewSchedule(Policies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  public Outcome handle(Query query) {
    var now = clock.instant();
    var policy = policies.inForceAt(now).policy();
    var violations = policy.limits(query.product(), query.amount(), query.termMonths());
    if (!violations.isEmpty()) {
      return new NotOffered(violations);
    }
    var day = query.grantedOn().orElseGet(() -> policy.calendar().dayAt(now));
    var terms = policy.product(query.product()).orElseThrow().repayment();
    if (day.getYear() < 1 || terms.dueDates().dueDate(day, query.termMonths()).getYear() > 9999) {
      return new NotOffered(
          List.of(
              new Violation(
                  "grantedOn", "out-of-range", "All of the schedule is in the years 1 to 9999.")));
    }
    return new Preview(terms.schedule(query.amount(), query.termMonths(), day));
  }

  /**
   * @param grantedOn today, if absent
   */
  public record Query(
      ProductCode product, Money amount, int termMonths, Optional<LocalDate> grantedOn) {}

  public sealed interface Outcome {}

  public record Preview(RepaymentSchedule schedule) implements Outcome {}

  /** The policy offers no such credit; at least one violation. */
  public record NotOffered(List<Violation> violations) implements Outcome {}
}
