package dev.countersign.domain.credit.repayment;

import static dev.countersign.domain.credit.repayment.RepaymentMethod.BULLET;
import static dev.countersign.domain.credit.repayment.RepaymentMethod.FLAT;
import static dev.countersign.domain.credit.repayment.RepaymentMethod.PRICE;
import static dev.countersign.domain.credit.repayment.RepaymentMethod.SAC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.credit.repayment.DueDates.EveryDays;
import dev.countersign.domain.credit.repayment.DueDates.Monthly;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.Dates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepaymentTermsTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final AnnualRate TWO_PERCENT_A_MONTH = AnnualRate.ofMonthlyPercent("2");
  private static final LocalDate GRANTED_ON = LocalDate.parse("2026-01-31");

  @Test
  void price_has_equal_instalments_and_the_last_takes_the_rounding() {
    var schedule = monthly(PRICE, TWO_PERCENT_A_MONTH).schedule(eur("10000.00"), 12, GRANTED_ON);

    assertThat(totals(schedule).subList(0, 11)).containsOnly(eur("945.60"));
    assertThat(schedule.instalments())
        .startsWith(instalment(1, "2026-02-28", "745.60", "200.00", "945.60", "9254.40"))
        .contains(instalment(2, "2026-03-31", "760.51", "185.09", "945.60", "8493.89"))
        .endsWith(instalment(12, "2027-01-31", "927.01", "18.54", "945.55", "0.00"));
    assertThat(schedule.effectiveAnnualCostPercent()).isEqualTo(new BigDecimal("26.82"));
  }

  @Test
  void the_other_calendar_changes_the_days_and_the_yearly_cost_but_not_the_instalments() {
    var terms = new RepaymentTerms(PRICE, TWO_PERCENT_A_MONTH, new EveryDays(20, 30));

    var schedule = terms.schedule(eur("10000.00"), 12, GRANTED_ON);

    assertThat(schedule.instalments())
        .startsWith(instalment(1, "2026-02-20", "745.60", "200.00", "945.60", "9254.40"))
        .contains(instalment(2, "2026-03-22", "760.51", "185.09", "945.60", "8493.89"))
        .endsWith(instalment(12, "2027-01-16", "927.01", "18.54", "945.55", "0.00"));
    assertThat(schedule.effectiveAnnualCostPercent()).isEqualTo(new BigDecimal("28.98"));
  }

  @Test
  void sac_has_equal_principal_and_falling_instalments() {
    var schedule = monthly(SAC, TWO_PERCENT_A_MONTH).schedule(eur("10000.00"), 3, GRANTED_ON);

    assertThat(schedule.instalments())
        .containsExactly(
            instalment(1, "2026-02-28", "3333.33", "200.00", "3533.33", "6666.67"),
            instalment(2, "2026-03-31", "3333.33", "133.33", "3466.66", "3333.34"),
            instalment(3, "2026-04-30", "3333.34", "66.67", "3400.01", "0.00"));
  }

  @Test
  void bullet_has_interest_alone_and_the_principal_at_the_end() {
    var schedule = monthly(BULLET, TWO_PERCENT_A_MONTH).schedule(eur("10000.00"), 3, GRANTED_ON);

    assertThat(schedule.instalments())
        .containsExactly(
            instalment(1, "2026-02-28", "0.00", "200.00", "200.00", "10000.00"),
            instalment(2, "2026-03-31", "0.00", "200.00", "200.00", "10000.00"),
            instalment(3, "2026-04-30", "10000.00", "200.00", "10200.00", "0.00"));
    assertThat(schedule.effectiveAnnualCostPercent()).isEqualTo(new BigDecimal("26.82"));
  }

  @Test
  void flat_charges_interest_on_the_original_amount_to_the_end() {
    var schedule = monthly(FLAT, TWO_PERCENT_A_MONTH).schedule(eur("10000.00"), 3, GRANTED_ON);

    assertThat(schedule.instalments())
        .containsExactly(
            instalment(1, "2026-02-28", "3333.33", "200.00", "3533.33", "6666.67"),
            instalment(2, "2026-03-31", "3333.33", "200.00", "3533.33", "3333.34"),
            instalment(3, "2026-04-30", "3333.34", "200.00", "3533.34", "0.00"));
  }

  @Test
  void the_flat_interest_of_the_whole_term_is_rounded_once() {
    // 10.00 at 0.25 % a month is 2.5 cents a month, and 7.5 in three.
    var terms = monthly(FLAT, AnnualRate.ofPercent("3"));

    assertThat(interests(terms.schedule(eur("10.00"), 3, GRANTED_ON)))
        .containsExactly(eur("0.03"), eur("0.03"), eur("0.02"));
  }

  @ParameterizedTest
  @EnumSource
  void without_interest_the_instalments_are_the_principal(RepaymentMethod method) {
    var schedule = monthly(method, AnnualRate.ZERO).schedule(eur("100.00"), 3, GRANTED_ON);

    assertThat(totals(schedule)).isEqualTo(principals(schedule));
    assertThat(totals(schedule))
        .isEqualTo(
            method == BULLET
                ? List.of(eur("0.00"), eur("0.00"), eur("100.00"))
                : List.of(eur("33.33"), eur("33.33"), eur("33.34")));
    assertThat(schedule.effectiveAnnualCostPercent()).isEqualTo(new BigDecimal("0.00"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PRICE", "SAC", "FLAT"})
  void a_part_that_rounds_to_nothing_leaves_the_principal_to_the_last_instalment(
      RepaymentMethod method) {
    var schedule =
        monthly(method, AnnualRate.ofPercent("3.24")).schedule(eur("1.00"), 480, GRANTED_ON);

    assertThat(principals(schedule).subList(0, 479)).containsOnly(eur("0.00"));
    assertThat(schedule.instalments().getLast().principal()).isEqualTo(eur("1.00"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PRICE", "SAC", "FLAT"})
  void a_part_that_rounds_up_stops_when_nothing_is_left(RepaymentMethod method) {
    var schedule = monthly(method, AnnualRate.ZERO).schedule(eur("1.00"), 150, GRANTED_ON);

    assertThat(totals(schedule).subList(0, 100)).containsOnly(eur("0.01"));
    assertThat(totals(schedule).subList(100, 150)).containsOnly(eur("0.00"));
  }

  @Test
  void flat_interest_that_rounds_up_stops_when_all_of_it_is_paid() {
    // A cent at 5 % a month is 0.6 cents in a year: one cent, in the last instalment.
    // A cent at 50 % a month is six cents in a year, half a cent a month.
    assertThat(
            interests(
                monthly(FLAT, AnnualRate.ofMonthlyPercent("5"))
                    .schedule(eur("0.01"), 12, GRANTED_ON)))
        .startsWith(eur("0.00"))
        .endsWith(eur("0.01"));
    assertThat(
            interests(
                monthly(FLAT, AnnualRate.ofMonthlyPercent("50"))
                    .schedule(eur("0.01"), 12, GRANTED_ON)))
        .startsWith(Collections.nCopies(6, eur("0.01")).toArray(Money[]::new))
        .endsWith(Collections.nCopies(6, eur("0.00")).toArray(Money[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void the_largest_amount_at_the_highest_rate_over_the_longest_term_is_paid_off(
      RepaymentMethod method) {
    var amount = eur("5450000000000.00");

    var schedule = monthly(method, AnnualRate.ofPercent("1000")).schedule(amount, 600, GRANTED_ON);

    assertThat(sum(principals(schedule))).isEqualTo(amount.toDecimal());
    assertThat(schedule.instalments().getFirst().interest()).isEqualTo(eur("4541666666666.67"));
  }

  @Test
  void an_instalment_beyond_the_range_of_money_is_an_arithmetic_error() {
    var terms = monthly(BULLET, AnnualRate.ofPercent("0.01"));
    var most = Money.ofMinor(Money.MAX_MINOR_UNITS, EUR);

    assertThatThrownBy(() -> terms.schedule(most, 1, GRANTED_ON))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00", "-0.01"})
  void nothing_or_less_cannot_be_paid_back(String amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monthly(SAC, AnnualRate.ZERO).schedule(eur(amount), 12, GRANTED_ON))
        .withMessage("a credit is of a positive amount, not " + amount + " EUR");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 601})
  void a_term_out_of_range_is_refused(int months) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monthly(SAC, AnnualRate.ZERO).schedule(eur("1.00"), months, GRANTED_ON))
        .withMessage("a term is 1 to 600 months, not " + months);
  }

  @Property(tries = 400)
  void every_schedule_pays_off_its_amount(@ForAll("credits") Credit credit) {
    var schedule = credit.schedule();

    assertThat(schedule.instalments()).hasSize(credit.termMonths());
    assertThat(sum(principals(schedule))).isEqualTo(credit.amount().toDecimal());
    assertThat(schedule.instalments().getLast().balance()).isEqualTo(eur("0.00"));
    var owed = credit.amount();
    var dueDate = credit.grantedOn();
    for (var instalment : schedule.instalments()) {
      assertThat(instalment.dueDate()).isAfter(dueDate);
      assertThat(instalment.principal()).isBetween(eur("0.00"), owed);
      assertThat(instalment.interest()).isGreaterThanOrEqualTo(eur("0.00"));
      assertThat(instalment.total()).isEqualTo(instalment.principal().plus(instalment.interest()));
      assertThat(instalment.balance()).isEqualTo(owed.minus(instalment.principal()));
      owed = instalment.balance();
      dueDate = instalment.dueDate();
    }
  }

  @Property(tries = 400)
  void a_preview_equals_the_schedule_made_later(@ForAll("credits") Credit credit) {
    assertThat(credit.schedule()).isEqualTo(credit.schedule());
    assertThat(credit.schedule()).hasToString(credit.schedule().toString());
  }

  @Property(tries = 400)
  void interest_is_a_month_of_what_is_owed_and_flat_interest_that_of_the_whole_term(
      @ForAll("credits") Credit credit) {
    var schedule = credit.schedule();

    if (credit.terms().method() == FLAT) {
      assertThat(sum(interests(schedule)))
          .isEqualTo(interest(credit, credit.amount(), credit.termMonths()));
    } else {
      var owed = credit.amount();
      for (var instalment : schedule.instalments()) {
        assertThat(instalment.interest().toDecimal()).isEqualTo(interest(credit, owed, 1));
        owed = instalment.balance();
      }
    }
  }

  @Property(tries = 400)
  void no_instalment_before_the_last_exceeds_the_equal_part(@ForAll("credits") Credit credit) {
    var instalments = credit.schedule().instalments().subList(0, credit.termMonths() - 1);

    var share =
        credit
            .amount()
            .toDecimal()
            .divide(BigDecimal.valueOf(credit.termMonths()), 2, RoundingMode.HALF_UP);
    var payment = Annuity.instalment(credit.amount(), credit.terms().rate(), credit.termMonths());
    switch (credit.terms().method()) {
      case PRICE -> assertThat(instalments).allMatch(one -> one.total().compareTo(payment) <= 0);
      case SAC, FLAT ->
          assertThat(instalments)
              .allMatch(one -> one.principal().toDecimal().compareTo(share) <= 0);
      case BULLET -> assertThat(instalments).allMatch(one -> one.principal().isZero());
    }
  }

  record Credit(RepaymentTerms terms, Money amount, int termMonths, LocalDate grantedOn) {
    RepaymentSchedule schedule() {
      return terms.schedule(amount, termMonths, grantedOn);
    }
  }

  @Provide
  Arbitrary<Credit> credits() {
    var calendars =
        Arbitraries.oneOf(
            Arbitraries.just(new Monthly()),
            Combinators.combine(
                    Arbitraries.integers().between(1, 366), Arbitraries.integers().between(1, 366))
                .as(EveryDays::new));
    var rates =
        Arbitraries.longs().between(0, AnnualRate.MAX_MILLIONTHS_OF_PERCENT).map(AnnualRate::new);
    var terms =
        Combinators.combine(Arbitraries.of(RepaymentMethod.class), rates, calendars)
            .as(RepaymentTerms::new);
    var amounts =
        Arbitraries.longs()
            .between(1, 545_000_000_000_000L)
            .map(cents -> Money.ofMinor(cents, EUR));
    return Combinators.combine(
            terms, amounts, Arbitraries.integers().between(1, Annuity.MAX_MONTHS), Dates.dates())
        .as(Credit::new)
        .withoutEdgeCases();
  }

  private static BigDecimal interest(Credit credit, Money owed, int months) {
    return owed.toDecimal()
        .multiply(credit.terms().rate().toPercent())
        .multiply(BigDecimal.valueOf(months))
        .divide(BigDecimal.valueOf(1200), 2, RoundingMode.HALF_UP);
  }

  private static RepaymentTerms monthly(RepaymentMethod method, AnnualRate rate) {
    return new RepaymentTerms(method, rate, new Monthly());
  }

  private static Instalment instalment(
      int number, String dueDate, String principal, String interest, String total, String balance) {
    return new Instalment(
        number, LocalDate.parse(dueDate), eur(principal), eur(interest), eur(total), eur(balance));
  }

  private static List<Money> totals(RepaymentSchedule schedule) {
    return each(schedule, Instalment::total);
  }

  private static List<Money> principals(RepaymentSchedule schedule) {
    return each(schedule, Instalment::principal);
  }

  private static List<Money> interests(RepaymentSchedule schedule) {
    return each(schedule, Instalment::interest);
  }

  private static List<Money> each(RepaymentSchedule schedule, Function<Instalment, Money> part) {
    return schedule.instalments().stream().map(part).toList();
  }

  private static BigDecimal sum(List<Money> amounts) {
    return amounts.stream().map(Money::toDecimal).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Money eur(String amount) {
    return Money.of(amount, EUR);
  }
}
