package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.credit.repayment.Fee.When;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a product is paid back. A term of n months is n instalments, each of which bears a month's
 * interest, a twelfth of the yearly rate, whatever days the calendar puts between them; unless the
 * calendar says that it bears interest for the days.
 *
 * @param costConvention by which the cost is stated; {@link CostConvention#EU} if absent
 * @param fees absent if there are none
 */
public record RepaymentTerms(
    RepaymentMethod method,
    AnnualRate rate,
    DueDates dueDates,
    Optional<CostConvention> costConvention,
    Optional<Fees> fees) {

  /** Without fees, at the cost that the European Union states. */
  public RepaymentTerms(RepaymentMethod method, AnnualRate rate, DueDates dueDates) {
    this(method, rate, dueDates, Optional.empty(), Optional.empty());
  }

  /**
   * The schedule of a credit under these terms.
   *
   * <p>Interest is rounded half-up to the minor unit in each instalment, except for {@code FLAT},
   * which rounds the interest of the whole term and spreads it. The equal part of the instalments
   * (the payment, the principal, the flat interest) is rounded half-up and never exceeds what is
   * left to pay; the last instalment takes what rounding left over. So an amount of a few cents
   * over many months has instalments of 0.00.
   *
   * @param amount of the credit, positive
   * @param termMonths 1 to {@link Annuity#MAX_MONTHS}
   * @throws IllegalArgumentException if the amount is not positive, the term is out of range or the
   *     fees leave nothing to pay out
   * @throws ArithmeticException if an instalment exceeds what {@link Money} can hold, which takes
   *     an amount of more than half of that
   */
  public RepaymentSchedule schedule(Money amount, int termMonths, LocalDate grantedOn) {
    requireCredit(amount, termMonths);
    var atGrant = feesAtGrant(amount);
    var paidOut = atGrant.map(fees -> amount.minus(fees.deducted())).orElse(amount);
    var instalments = instalments(owed(amount), termMonths, grantedOn);
    return new RepaymentSchedule(
        method,
        amount,
        rate,
        grantedOn,
        instalments,
        EffectiveAnnualCost.percent(
            costConvention.orElse(CostConvention.EU),
            grantedOn,
            paidOut,
            instalments.stream().map(Instalment::total).toList(),
            dueDates),
        atGrant);
  }

  private static void requireCredit(Money amount, int termMonths) {
    Annuity.requireTerm(termMonths);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a credit is of a positive amount, not " + amount);
    }
  }

  /** What is charged at the grant of so much; absent if nothing is. */
  public Optional<GrantFees> feesAtGrant(Money amount) {
    return fees.flatMap(all -> {
      var deducted = all.charged(When.DEDUCTED_AT_GRANT, amount);
      var financed = all.charged(When.FINANCED_AT_GRANT, amount);
      return deducted.isZero() && financed.isZero()
          ? Optional.empty()
          : Optional.of(new GrantFees(deducted, financed));
    });
  }

  /** The amounts that the fees name. */
  public List<Money> amounts() {
    return fees.map(Fees::amounts).orElse(List.of());
  }

  private Money owed(Money amount) {
    return feesAtGrant(amount).map(atGrant -> amount.plus(atGrant.financed())).orElse(amount);
  }

  private Optional<Money> fee(Money instalment) {
    return fees.map(all -> all.charged(When.EACH_INSTALMENT, instalment)).filter(Money::isPositive);
  }

  /**
   * What the schedule asks of a month, at its most: the instalment with its fee, of which {@code
   * SAC} has its highest first, and of {@code BULLET} the interest alone. Instalments at a distance
   * of k days are taken as many times as a month of 30.4375 days has such distances, rounded
   * half-up.
   *
   * @param amount of the credit, positive
   * @param termMonths 1 to {@link Annuity#MAX_MONTHS}
   * @throws IllegalArgumentException if the amount is not positive or the term is out of range
   */
  public Money monthlyPayment(Money amount, int termMonths) {
    requireCredit(amount, termMonths);
    var owed = owed(amount);
    long principal = HalfUp.quotient(owed.minorUnits(), termMonths);
    long instalment =
        switch (method) {
          case PRICE -> Annuity.instalment(owed, perInstalment(), termMonths).minorUnits();
          case SAC -> principal + interest(owed, 1);
          case BULLET -> interest(owed, 1);
          case FLAT -> principal + HalfUp.quotient(interest(owed, termMonths), termMonths);
        };
    var due = Money.ofMinor(instalment, amount.currency());
    var total = fee(due).map(due::plus).orElse(due);
    return Money.ofMinor(dueDates.aMonth(total.minorUnits()), amount.currency());
  }

  private long interest(Money principal, int instalments) {
    return HalfUp.interest(principal.minorUnits(), perInstalment(), instalments);
  }

  private PeriodRate perInstalment() {
    return switch (dueDates) {
      case DueDates.Monthly() -> PeriodRate.ofMonth(rate);
      case DueDates.EveryDays(int firstAfterDays, int everyDays, var interest) ->
          switch (interest.orElse(InterestPeriod.MONTH)) {
            case MONTH -> PeriodRate.ofMonth(rate);
            case DAYS -> PeriodRate.ofDays(rate, everyDays);
          };
    };
  }

  /**
   * Whether rounding makes nonsense of the instalments of so small an amount over so long a term:
   * one would be 0.00, or the last would differ from the equal part of the others, which is the
   * principal for {@code SAC}, by more than half. {@code BULLET} has no equal part.
   */
  public Optional<Unevenness> unevenness(Money amount, int termMonths) {
    requireCredit(amount, termMonths);
    var seen = new Extremes(method == RepaymentMethod.SAC);
    walk(owed(amount), termMonths, seen);
    if (seen.hasZero) {
      return Optional.of(Unevenness.ZERO_INSTALMENT);
    }
    return method != RepaymentMethod.BULLET && 2 * Math.abs(seen.last - seen.first) > seen.first
        ? Optional.of(Unevenness.LAST_DIFFERS)
        : Optional.empty();
  }

  private List<Instalment> instalments(Money owed, int termMonths, LocalDate grantedOn) {
    var currency = owed.currency();
    var instalments = new ArrayList<Instalment>(termMonths);
    walk(
        owed,
        termMonths,
        (number, principal, interest, balance) ->
            instalments.add(
                Instalment.of(
                    number,
                    dueDates.dueDate(grantedOn, number),
                    Money.ofMinor(principal, currency),
                    Money.ofMinor(interest, currency),
                    fee(Money.ofMinor(principal + interest, currency)),
                    Money.ofMinor(balance, currency))));
    return instalments;
  }

  private void walk(Money owed, int termMonths, Line line) {
    long balance = owed.minorUnits();
    var perInstalment = perInstalment();
    long payment = Annuity.instalment(owed, perInstalment, termMonths).minorUnits();
    long flatInterest = HalfUp.interest(balance, perInstalment, termMonths);
    for (int number = 1; number <= termMonths; number++) {
      long interest =
          switch (method) {
            case PRICE, SAC, BULLET -> HalfUp.interest(balance, perInstalment, 1);
            case FLAT -> HalfUp.part(flatInterest, termMonths, number);
          };
      long principal =
          switch (method) {
            // The payment always covers the interest, which never rises.
            case PRICE -> Math.min(payment - interest, balance);
            case SAC, FLAT -> HalfUp.part(owed.minorUnits(), termMonths, number);
            case BULLET -> 0;
          };
      if (number == termMonths) {
        principal = balance;
      }
      balance -= principal;
      line.of(number, principal, interest, balance);
    }
  }

  /** One instalment without its date and fee, in minor units. */
  @FunctionalInterface
  private interface Line {
    void of(int number, long principal, long interest, long balance);
  }

  /** The first and the last instalment, or their principal, and whether one is nothing. */
  private static final class Extremes implements Line {
    private final boolean ofPrincipal;
    private long first;
    private long last;
    private boolean hasZero;

    Extremes(boolean ofPrincipal) {
      this.ofPrincipal = ofPrincipal;
    }

    @Override
    public void of(int number, long principal, long interest, long balance) {
      last = ofPrincipal ? principal : principal + interest;
      first = number == 1 ? last : first;
      hasZero |= principal + interest == 0;
    }
  }
}
