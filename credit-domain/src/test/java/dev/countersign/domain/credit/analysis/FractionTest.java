package dev.countersign.domain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {
  @Property
  void a_fraction_is_held_against_a_limit_exactly(
      @ForAll @LongRange(max = Long.MAX_VALUE) long numerator,
      @ForAll @LongRange(min = 1) long denominator,
      @ForAll long tenThousandths) {
    var fraction = new Fraction(numerator, denominator);
    var limit = new Figure(tenThousandths);

    int expected =
        BigInteger.valueOf(numerator)
            .multiply(BigInteger.valueOf(10_000))
            .compareTo(
                BigInteger.valueOf(tenThousandths).multiply(BigInteger.valueOf(denominator)));

    assertThat(fraction.isAbove(limit)).isEqualTo(expected > 0);
    assertThat(fraction.isBelow(limit)).isEqualTo(expected < 0);
  }

  @Property
  void a_fraction_at_its_limit_is_neither_above_nor_below_and_a_step_beyond_it_is(
      @ForAll @LongRange(max = 1_000_000_000_000L) long tenThousandths,
      @ForAll @LongRange(min = 1, max = 900) long factor) {
    var limit = new Figure(tenThousandths);
    var at = new Fraction(tenThousandths * factor, 10_000 * factor);
    var beyond = new Fraction(tenThousandths * factor + 1, 10_000 * factor);

    assertThat(at.isAbove(limit)).isFalse();
    assertThat(at.isBelow(limit)).isFalse();
    assertThat(beyond.isAbove(limit)).isTrue();
    assertThat(at.rounded()).isEqualTo(limit);
  }

  @Property
  void a_fraction_is_rounded_half_up(
      @ForAll @LongRange(max = Long.MAX_VALUE) long numerator,
      @ForAll @LongRange(min = 1) long denominator) {
    var expected = rounded(numerator, denominator);
    Assume.that(expected.movePointRight(4).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0);

    assertThat(new Fraction(numerator, denominator).rounded().toDecimal()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20000, 0.0001", // a half goes up
    "1, 20001, 0.0000",
    "3, 20000, 0.0002",
    "2, 3, 0.6667",
    "461168601842738, 461168601842738, 1.0000", // where 64 bits begin not to do
    "461168601842738, 1, 461168601842738.0000",
    "461168601842739, 461168601842738, 1.0000",
    "9223372036854775807, 9223372036854775807, 1.0000",
    "1, 9223372036854775807, 0.0000",
  })
  void extreme_fractions_are_rounded_half_up_too(long numerator, long denominator, String shown) {
    assertThat(new Fraction(numerator, denominator).rounded().toDecimal()).hasToString(shown);
  }

  @Example
  void a_fraction_too_large_to_show_is_an_arithmetic_error() {
    assertThatThrownBy(() -> new Fraction(Long.MAX_VALUE, 1).rounded())
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "1, 0", "1, -1"})
  void only_a_quotient_of_zero_or_more_is_a_fraction(long numerator, long denominator) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fraction(numerator, denominator));
  }

  private static BigDecimal rounded(long numerator, long denominator) {
    return BigDecimal.valueOf(numerator)
        .divide(BigDecimal.valueOf(denominator), 4, RoundingMode.HALF_UP);
  }
}
