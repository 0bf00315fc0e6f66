package dev.countersign.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency USD = Currency.getInstance("USD");
  private static final Currency GOLD = Currency.getInstance("XAU");
  private static final long MAX = Money.MAX_MINOR_UNITS;

  @ParameterizedTest
  @CsvSource({
    "25000.00, EUR, 2500000, 25000.00 EUR",
    "25000, EUR, 2500000, 25000.00 EUR",
    "0.1, EUR, 10, 0.10 EUR",
    "-0.01, EUR, -1, -0.01 EUR",
    "-0, EUR, 0, 0.00 EUR",
    "007.50, EUR, 750, 7.50 EUR",
    "1500, JPY, 1500, 1500 JPY",
    "1.234, KWD, 1234, 1.234 KWD",
    "10000000000000.00, EUR, 1000000000000000, 10000000000000.00 EUR",
    "-10000000000000.00, EUR, -1000000000000000, -10000000000000.00 EUR",
  })
  void an_amount_is_read_and_written_in_the_decimals_of_its_currency(
      String text, Currency currency, long minorUnits, String written) {
    var money = Money.of(text, currency);

    assertThat(money).isEqualTo(Money.ofMinor(minorUnits, currency));
    assertThat(money).hasToString(written);
    assertThat(Money.of(money.toDecimal(), currency)).isEqualTo(money);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "+1",
        ".5",
        "5.",
        "1,000.00",
        "1e3",
        "0x10",
        "NaN",
        "--1",
        "1.0.0",
        "١٢",
        "1111111111111111111",
        "0.1111111111111111111"
      })
  void anything_but_a_plain_decimal_number_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(text, EUR))
        .withMessageContaining("plain decimal number");
  }

  @ParameterizedTest
  @CsvSource({"0.001, EUR", "10.000, EUR", "0.1, JPY", "0.0001, KWD"})
  void more_decimals_than_the_currency_has_are_refused_even_if_they_are_zero(
      String text, Currency currency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(text, currency))
        .withMessageContaining("decimals");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(new BigDecimal(text), currency))
        .withMessageContaining("decimals");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000000000000.01",
        "-10000000000000.01",
        "999999999999999999",
        "1E+30",
        "1E+999999999"
      })
  void an_amount_out_of_range_is_refused_however_it_is_written(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of(new BigDecimal(text), EUR));
  }

  @Test
  void the_range_holds_for_minor_units_too_and_the_message_says_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.ofMinor(MAX + 1, EUR))
        .withMessage("an amount lies within ±10000000000000.00 EUR");
    assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMinor(-MAX - 1, EUR));
    assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMinor(Long.MIN_VALUE, EUR));
  }

  @Test
  void what_has_no_minor_unit_is_no_currency_for_money() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.ofMinor(1, GOLD))
        .withMessage("XAU has no minor unit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1", GOLD))
        .withMessage("XAU has no minor unit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of(BigDecimal.ONE, GOLD))
        .withMessage("XAU has no minor unit");
  }

  @Test
  void zero_has_a_value_whatever_the_exponent_of_its_decimal() {
    assertThat(Money.of(new BigDecimal("0E+999999999"), EUR)).isEqualTo(Money.zero(EUR));
  }

  @Test
  void amounts_of_different_currencies_never_meet() {
    var euros = Money.of("1.00", EUR);
    var dollars = Money.of("2.00", USD);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> euros.plus(dollars))
        .withMessage("1.00 EUR and 2.00 USD are of different currencies");
    assertThatIllegalArgumentException().isThrownBy(() -> euros.minus(dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> euros.compareTo(dollars));
  }

  @Test
  void a_result_out_of_range_is_an_arithmetic_error() {
    var most = Money.ofMinor(MAX, EUR);
    var cent = Money.ofMinor(1, EUR);

    assertThatThrownBy(() -> most.plus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(-1).minus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    assertThat(most.minus(cent).plus(cent)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"-1, true, false, false", "0, false, true, false", "1, false, false, true"})
  void an_amount_is_negative_zero_or_positive(
      long minorUnits, boolean negative, boolean zero, boolean positive) {
    var money = Money.ofMinor(minorUnits, EUR);

    assertThat(money.isNegative()).isEqualTo(negative);
    assertThat(money.isZero()).isEqualTo(zero);
    assertThat(money.isPositive()).isEqualTo(positive);
  }

  @Property
  void arithmetic_and_order_are_those_of_exact_decimals(
      @ForAll @LongRange(min = -MAX / 2, max = MAX / 2) long a,
      @ForAll @LongRange(min = -MAX / 2, max = MAX / 2) long b,
      @ForAll @LongRange(min = -2, max = 2) long factor) {
    var left = Money.ofMinor(a, EUR);
    var right = Money.ofMinor(b, EUR);

    assertThat(left.plus(right).toDecimal()).isEqualTo(left.toDecimal().add(right.toDecimal()));
    assertThat(left.minus(right).toDecimal())
        .isEqualTo(left.toDecimal().subtract(right.toDecimal()));
    assertThat(left.times(factor).toDecimal())
        .isEqualTo(left.toDecimal().multiply(BigDecimal.valueOf(factor)));
    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(left.toDecimal().compareTo(right.toDecimal()));
  }

  @Property
  void what_is_written_is_read_back(@ForAll @LongRange(min = -MAX, max = MAX) long minorUnits) {
    var money = Money.ofMinor(minorUnits, EUR);

    assertThat(Money.of(money.toDecimal().toPlainString(), EUR)).isEqualTo(money);
    assertThat((long) (double) minorUnits).isEqualTo(minorUnits);
  }
}
