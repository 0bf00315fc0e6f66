package dev.countersign.domain.credit.repayment;

import static dev.countersign.domain.credit.repayment.CostConvention.BR;
import static dev.countersign.domain.credit.repayment.CostConvention.EU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.credit.repayment.DueDates.EveryDays;
import dev.countersign.domain.credit.repayment.DueDates.Monthly;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveAnnualCostTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate GRANTED_ON = LocalDate.of(2026, 1, 15);
  private static final Monthly MONTHLY = new Monthly();

  @Test
  void fees_kept_back_count_as_cost() {
    var payments = Collections.nCopies(5, eur("205.73"));

    assertThat(percent(eur("940.00"), payments, MONTHLY)).isEqualTo(new BigDecimal("43.93"));
  }

  @Test
  void two_percent_a_month_compounds_to_more_than_24_a_year() {
    assertThat(percent(eur("10000.00"), List.of(eur("10200.00")), MONTHLY))
        .isEqualTo(new BigDecimal("26.82"));
  }

  @Test
  void the_days_of_the_calendar_count_when_payments_are_not_monthly() {
    var payments = List.of(eur("1100.00"));

    // 1.1 ^ (365 / 73) and 1.1 ^ (365 / 146)
    assertThat(percent(eur("1000.00"), payments, new EveryDays(73, 1)))
        .isEqualTo(new BigDecimal("61.05"));
    assertThat(percent(eur("1000.00"), payments, new EveryDays(146, 1)))
        .isEqualTo(new BigDecimal("26.91"));
    // Nothing is paid before the year is over.
    assertThat(
            percent(eur("1000.00"), List.of(eur("0.00"), eur("1331.00")), new EveryDays(65, 300)))
        .isEqualTo(new BigDecimal("33.10"));
  }

  @ParameterizedTest
  @CsvSource({
    "10010.50, 0.11",
    "11234.50, 12.35",
    "11234.49, 12.34",
    "10000.50, 0.01",
    "10000.49, 0.00"
  })
  void exactly_half_a_hundredth_is_rounded_up(String repaidAfterAYear, String percent) {
    assertThat(percent(eur("10000.00"), List.of(eur(repaidAfterAYear)), new EveryDays(365, 1)))
        .isEqualTo(new BigDecimal(percent));
  }

  @Test
  void without_interest_or_fees_the_cost_is_zero() {
    assertThat(
            percent(eur("1000.00"), List.of(eur("333.33"), eur("333.33"), eur("333.34")), MONTHLY))
        .isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void a_cost_beyond_all_numbers_is_an_arithmetic_error() {
    assertThatThrownBy(
            () -> percent(eur("0.01"), List.of(eur("10000000000000.00")), new EveryDays(1, 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void the_largest_sums_have_a_cost() {
    var payments =
        Collections.nCopies(Annuity.MAX_MONTHS, Money.ofMinor(Money.MAX_MINOR_UNITS, EUR));

    assertThat(percent(eur("10000000000000.00"), payments, MONTHLY))
        .isEqualTo(new BigDecimal("409500.00"));
  }

  @Test
  void what_is_not_repaid_has_no_cost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percent(eur("10.00"), List.of(eur("9.99")), MONTHLY))
        .withMessage("the payments sum to less than 10.00 EUR");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percent(eur("10.00"), List.of(), MONTHLY));
  }

  @Test
  void amounts_of_the_wrong_sign_or_currency_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percent(eur("0.00"), List.of(eur("1.00")), MONTHLY))
        .withMessage("what is paid out must be positive: 0.00 EUR");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percent(eur("1.00"), List.of(eur("3.00"), eur("-1.00")), MONTHLY))
        .withMessage("-1.00 EUR does not pay back 1.00 EUR");
    var dollars = Money.of("2.00", Currency.getInstance("USD"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percent(eur("1.00"), List.of(dollars), MONTHLY))
        .withMessage("2.00 USD does not pay back 1.00 EUR");
  }

  @Property
  void discounted_by_the_cost_of_monthly_payments_they_are_worth_what_was_paid_out(
      @ForAll @LongRange(min = 1, max = 10_000_000_00L) long paidOut,
      @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 1_000_000_00L) Long> payments,
      @ForAll @LongRange(max = 1_000_000_00L) long last) {
    var all = repaying(paidOut, payments, last);

    double percent = percent(Money.ofMinor(paidOut, EUR), money(all), MONTHLY).doubleValue();

    requireWorth(paidOut, percent, all, 1 / 12.0, 1 / 12.0);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void discounted_by_the_cost_of_payments_every_few_days_they_are_worth_what_was_paid_out(
      @ForAll @LongRange(min = 10_000_00L, max = 10_000_000_00L) long paidOut,
      @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 1_000_00L) Long> payments,
      @ForAll @LongRange(max = 1_000_00L) long last,
      @ForAll @IntRange(min = 7, max = 366) int firstAfterDays,
      @ForAll @IntRange(min = 7, max = 366) int everyDays) {
    var all = repaying(paidOut, payments, last);

    double percent =
        percent(Money.ofMinor(paidOut, EUR), money(all), new EveryDays(firstAfterDays, everyDays))
            .doubleValue();

    double year = firstAfterDays % 7 == 0 && everyDays % 7 == 0 ? 52 * 7 : 365;
    requireWorth(paidOut, percent, all, firstAfterDays / year, everyDays / year);
  }

  /** The payments, and a last one that makes up for what they leave of the amount, and more. */
  private static List<Long> repaying(long paidOut, List<Long> payments, long more) {
    long sum = payments.stream().mapToLong(Long::longValue).sum();
    var all = new ArrayList<>(payments);
    all.add(Math.max(0, paidOut - sum) + more);
    return all;
  }

  /** By the definition: a little under the rate they are worth more, a little over it less. */
  private static void requireWorth(
      long paidOut, double percent, List<Long> payments, double first, double every) {
    double tolerance = paidOut * 1e-9;
    assertThat(worth(percent - 0.005, payments, first, every) + tolerance)
        .isGreaterThanOrEqualTo((double) paidOut);
    assertThat(worth(percent + 0.005, payments, first, every) - tolerance)
        .isLessThanOrEqualTo((double) paidOut);
  }

  private static double worth(double percent, List<Long> payments, double first, double every) {
    double worth = 0;
    for (int i = 0; i < payments.size(); i++) {
      worth += payments.get(i) / Math.pow(1 + percent / 100, first + i * every);
    }
    return worth;
  }

  private static List<Money> money(List<Long> cents) {
    return cents.stream().map(amount -> Money.ofMinor(amount, EUR)).toList();
  }

  private static Money eur(String amount) {
    return Money.of(amount, EUR);
  }

  @Test
  void brazil_counts_the_days_that_really_pass_and_the_european_union_months() {
    var terms = List.of(eur("1020.00"));
    var lastOfJanuary = LocalDate.of(2026, 1, 31);

    assertThat(percent(EU, lastOfJanuary, eur("1000.00"), terms, MONTHLY)).isEqualTo("26.82");
    assertThat(percent(BR, lastOfJanuary, eur("1000.00"), terms, MONTHLY)).isEqualTo("29.45");
  }

  @Test
  void the_european_union_counts_weeks_as_52nds_of_a_year_and_brazil_as_seven_days() {
    var payment = List.of(eur("1010.00"));
    var weekly = new EveryDays(7, 7);

    // 1.01 ^ 52 and 1.01 ^ (365 / 7)
    assertThat(percent(EU, GRANTED_ON, eur("1000.00"), payment, weekly)).isEqualTo("67.77");
    assertThat(percent(BR, GRANTED_ON, eur("1000.00"), payment, weekly)).isEqualTo("68.01");
    assertThat(percent(EU, GRANTED_ON, eur("1000.00"), payment, new EveryDays(8, 7)))
        .as("no whole number of weeks")
        .isEqualTo("57.46");
  }

  @Test
  void brazil_rounds_a_half_to_even() {
    var payment = List.of(eur("1001.25"));
    var year = new EveryDays(365, 1);

    assertThat(percent(BR, GRANTED_ON, eur("1000.00"), payment, year)).isEqualTo("0.12");
    assertThat(percent(EU, GRANTED_ON, eur("1000.00"), payment, year)).isEqualTo("0.13");
  }

  private static BigDecimal percent(Money paidOut, List<Money> payments, DueDates dueDates) {
    return EffectiveAnnualCost.percent(EU, GRANTED_ON, paidOut, payments, dueDates);
  }

  private static String percent(
      CostConvention convention,
      LocalDate grantedOn,
      Money paidOut,
      List<Money> payments,
      DueDates dueDates) {
    return EffectiveAnnualCost.percent(convention, grantedOn, paidOut, payments, dueDates)
        .toPlainString();
  }
}
