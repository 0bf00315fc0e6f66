package dev.countersign.domain.credit.repayment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigInteger;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnuityTest {

  private static final Currency EUR = Currency.getInstance("EUR");

  /** At 1000 % a year the payment of a single month is at most 1.8334 times the amount. */
  private static final long LARGEST_AMOUNT = 545_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "200000.00, 3.24, 240, 1133.38",
    "100000.00, 3.24, 120, 976.73",
    "1000.00, 3.24, 12, 84.80",
    "10000.00, 24, 12, 945.60",
    "10000.00, 0, 12, 833.33",
    "10000.00, 0, 7, 1428.57",
    "0.00, 3.24, 12, 0.00",
  })
  void the_monthly_payment_pays_off_amount_and_interest(
      String amount, String percent, int months, String payment) {
    assertThat(Annuity.instalment(eur(amount), AnnualRate.ofPercent(percent), months))
        .isEqualTo(eur(payment));
  }

  @ParameterizedTest(name = "{0} cents at {1} % over {2} months is exactly half a cent over")
  @CsvSource({
    "100, 6, 1, 101", // 100.5
    "5, 600, 2, 5", // 4.5
    "15, 600, 2, 14", // 13.5
    "19, 600, 3, 14", // 13.5
    "500000000000005, 600, 2, 450000000000005", // .5
    "3, 0, 2, 2", // 1.5
    "5, 0, 10, 1", // 0.5
  })
  void exactly_half_a_cent_is_rounded_up(long cents, String percent, int months, long payment) {
    assertThat(Annuity.instalment(cents(cents), AnnualRate.ofPercent(percent), months))
        .isEqualTo(cents(payment));
  }

  @Property
  void the_payment_is_the_exact_one_rounded_half_up(
      @ForAll("amounts") long amount,
      @ForAll("rates") AnnualRate rate,
      @ForAll @IntRange(min = 1, max = Annuity.MAX_MONTHS) int months) {
    assertThat(Annuity.instalment(cents(amount), rate, months).minorUnits())
        .isEqualTo(exactPayment(amount, rate, months));
  }

  @Property
  void everyday_credits_are_exact_too(
      @ForAll @LongRange(min = 100_00, max = 2_000_000_00) long amount,
      @ForAll @IntRange(max = 30_00) int hundredthsOfPercent,
      @ForAll @IntRange(min = 1, max = 480) int months) {
    var rate = new AnnualRate(hundredthsOfPercent * 10_000L);

    assertThat(Annuity.instalment(cents(amount), rate, months).minorUnits())
        .isEqualTo(exactPayment(amount, rate, months));
  }

  @Property
  void a_payment_so_close_to_half_a_cent_that_floating_point_cannot_tell_is_exact(
      @ForAll @LongRange(min = 1, max = LARGEST_AMOUNT / 20) long tens) {
    // 600 % a year over two months is nine tenths of the amount.
    assertThat(
            Annuity.instalment(cents(10 * tens + 5), AnnualRate.ofPercent("600"), 2).minorUnits())
        .isEqualTo(9 * tens + 5);
  }

  @Test
  void a_negative_amount_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Annuity.instalment(cents(-1), AnnualRate.ZERO, 12))
        .withMessage("amount must not be negative: -0.01 EUR");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 601, Integer.MAX_VALUE})
  void a_term_out_of_range_is_refused(int months) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Annuity.instalment(cents(100), AnnualRate.ofPercent("3.24"), months))
        .withMessage("a term is 1 to 600 months, not " + months);
  }

  @Test
  void a_payment_beyond_the_range_of_money_is_an_arithmetic_error() {
    var most = cents(Money.MAX_MINOR_UNITS);

    assertThatThrownBy(() -> Annuity.instalment(most, AnnualRate.ofPercent("0.01"), 1))
        .isInstanceOf(ArithmeticException.class);
    assertThat(Annuity.instalment(most, AnnualRate.ZERO, 1)).isEqualTo(most);
  }

  @Provide
  Arbitrary<Long> amounts() {
    return Arbitraries.longs().between(0, LARGEST_AMOUNT);
  }

  @Provide
  Arbitrary<AnnualRate> rates() {
    return Arbitraries.longs()
        .between(0, AnnualRate.MAX_MILLIONTHS_OF_PERCENT)
        .map(AnnualRate::new);
  }

  /**
   * The same payment by another road: the amount grown over the term, divided by what payments of
   * one grow to, as a sum and in whole numbers.
   */
  private static long exactPayment(long amount, AnnualRate rate, int months) {
    var divisor = BigInteger.valueOf(AnnualRate.MONTHLY_DIVISOR);
    var factor = divisor.add(BigInteger.valueOf(rate.millionthsOfPercent()));
    var grown = BigInteger.valueOf(amount);
    var saved = BigInteger.ZERO;
    var scale = BigInteger.ONE;
    for (int month = 1; month <= months; month++) {
      grown = grown.multiply(factor);
      saved = saved.multiply(factor).add(scale);
      scale = scale.multiply(divisor);
    }
    // grown is in units of divisor^months, saved in units of divisor^(months - 1).
    saved = saved.multiply(divisor);
    return grown.shiftLeft(1).add(saved).divide(saved.shiftLeft(1)).longValueExact();
  }

  private static Money eur(String amount) {
    return Money.of(amount, EUR);
  }

  private static Money cents(long cents) {
    return Money.ofMinor(cents, EUR);
  }
}
