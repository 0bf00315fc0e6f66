package dev.countersign.domain.credit.repayment;

import static dev.countersign.domain.credit.repayment.Fee.When.DEDUCTED_AT_GRANT;
import static dev.countersign.domain.credit.repayment.Fee.When.EACH_INSTALMENT;
import static dev.countersign.domain.credit.repayment.Fee.When.FINANCED_AT_GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeesTest {
  private static final LocalDate GRANTED_ON = LocalDate.of(2026, 1, 15);

  @Test
  void a_deducted_fee_lessens_what_is_paid_out_and_counts_as_cost() {
    var schedule =
        terms("24", fee(DEDUCTED_AT_GRANT, "6")).schedule(eur("1000.00"), 12, GRANTED_ON);

    assertThat(schedule.paidOut()).isEqualTo(eur("940.00"));
    assertThat(schedule.feesAtGrant()).contains(new GrantFees(eur("60.00"), eur("0.00")));
    assertThat(schedule.instalments().getFirst().total()).isEqualTo(eur("94.56"));
    assertThat(schedule.totals())
        .isEqualTo(new Totals(eur("1000.00"), eur("134.70"), eur("60.00"), eur("1194.70")));
    assertThat(schedule.effectiveAnnualCostPercent())
        .isGreaterThan(
            terms("24").schedule(eur("1000.00"), 12, GRANTED_ON).effectiveAnnualCostPercent());
  }

  @Test
  void the_example_of_the_directive_comes_out() {
    // 940.00 paid out and five payments of 205.73: 43.93 %
    var terms = terms("11.388", fee(DEDUCTED_AT_GRANT, eur("60.00")));

    var schedule = terms.schedule(eur("1000.00"), 5, GRANTED_ON);

    assertThat(schedule.instalments().getFirst().total()).isEqualTo(eur("205.73"));
    assertThat(schedule.effectiveAnnualCostPercent()).isEqualTo(new BigDecimal("43.93"));
  }

  @Test
  void a_financed_fee_is_paid_off_with_the_principal_and_bears_interest() {
    var schedule =
        terms("24", fee(FINANCED_AT_GRANT, eur("20.00"))).schedule(eur("980.00"), 12, GRANTED_ON);
    var owed = terms("24").schedule(eur("1000.00"), 12, GRANTED_ON);

    assertThat(schedule.paidOut()).isEqualTo(eur("980.00"));
    assertThat(schedule.instalments()).isEqualTo(owed.instalments());
    assertThat(schedule.totals())
        .isEqualTo(new Totals(eur("980.00"), eur("134.70"), eur("20.00"), eur("1134.70")));
    assertThat(schedule.effectiveAnnualCostPercent())
        .isGreaterThan(owed.effectiveAnnualCostPercent());
  }

  @Test
  void a_fee_of_each_instalment_stands_in_its_column_and_in_the_total() {
    var terms = terms("24", fee(EACH_INSTALMENT, eur("2.50")), fee(EACH_INSTALMENT, "1"));

    var schedule = terms.schedule(eur("1000.00"), 12, GRANTED_ON);

    var first = schedule.instalments().getFirst();
    assertThat(first.fee()).contains(eur("3.45"));
    assertThat(first.total()).isEqualTo(eur("98.01"));
    assertThat(schedule.totals().fees()).isEqualTo(eur("41.40"));
    assertThat(terms.monthlyPayment(eur("1000.00"), 12)).isEqualTo(eur("98.01"));
  }

  @Test
  void terms_without_fees_are_written_as_before_and_those_with_fees_are_read_back() {
    var fees = terms("24", fee(EACH_INSTALMENT, "1.50"), fee(DEDUCTED_AT_GRANT, eur("60.00")));

    assertThat(CanonicalJson.write(terms("24")))
        .isEqualTo("{\"dueDates\":{\"type\":\"monthly\"},\"method\":\"PRICE\",\"rate\":\"24.00\"}");
    assertThat(CanonicalJson.write(fees))
        .contains(
            "\"fees\":[{\"charge\":{\"percent\":\"1.5\",\"type\":\"percent\"},"
                + "\"when\":\"EACH_INSTALMENT\"},");
    assertThat(CanonicalJson.read(RepaymentTerms.class, CanonicalJson.write(fees))).isEqualTo(fees);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100.0001", "1.00001"})
  void a_percentage_is_above_0_to_100_with_4_decimals(String percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Charge.Percent(new BigDecimal(percent)));
  }

  @Test
  void interest_by_the_days_is_so_many_365ths_of_a_years() {
    var byDays = new DueDates.EveryDays(30, 30, Optional.of(InterestPeriod.DAYS));
    var byMonths = new DueDates.EveryDays(30, 30);

    assertThat(interest(byDays)).isEqualTo(eur("19.73"));
    assertThat(interest(byMonths)).isEqualTo(eur("20.00"));
  }

  private static Money interest(DueDates dueDates) {
    return new RepaymentTerms(RepaymentMethod.PRICE, AnnualRate.ofPercent("24"), dueDates)
        .schedule(eur("1000.00"), 12, GRANTED_ON)
        .instalments()
        .getFirst()
        .interest();
  }

  private static RepaymentTerms terms(String percentAYear, Fee... fees) {
    return new RepaymentTerms(
        RepaymentMethod.PRICE,
        AnnualRate.ofPercent(percentAYear),
        new DueDates.Monthly(),
        Optional.empty(),
        fees.length == 0 ? Optional.empty() : Optional.of(new Fees(List.of(fees))));
  }

  private static Fee fee(Fee.When when, String percent) {
    return new Fee(when, new Charge.Percent(new BigDecimal(percent)));
  }

  private static Fee fee(Fee.When when, Money amount) {
    return new Fee(when, new Charge.Fixed(amount));
  }

  private static Money eur(String amount) {
    return Money.of(amount, Currency.getInstance("EUR"));
  }
}
