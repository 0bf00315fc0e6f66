package dev.countersign.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnualRateTest {

  @ParameterizedTest
  @CsvSource({
    "3.24, 3240000, 3.24",
    "4, 4000000, 4.00",
    "0.125, 125000, 0.125",
    "0.000001, 1, 0.000001",
    "0, 0, 0.00",
    "100, 100000000, 100.00",
    "1000, 1000000000, 1000.00",
  })
  void a_yearly_rate_is_exact_and_written_with_two_to_six_decimals(
      String percent, long millionths, String written) {
    var rate = AnnualRate.ofPercent(percent);

    assertThat(rate).isEqualTo(new AnnualRate(millionths));
    assertThat(rate).isEqualTo(AnnualRate.ofPercent(new BigDecimal(percent)));
    assertThat(rate.toPercent()).isEqualTo(new BigDecimal(written));
    assertThat(rate).hasToString(written + " %");
  }

  @Test
  void a_month_bears_a_twelfth_of_the_year() {
    assertThat(AnnualRate.ofMonthlyPercent("2")).isEqualTo(AnnualRate.ofPercent("24"));
    assertThat(AnnualRate.ofMonthlyPercent(new BigDecimal("0.27")))
        .isEqualTo(AnnualRate.ofPercent("3.24"));
    assertThat(AnnualRate.ofMonthlyPercent("83.333333"))
        .isEqualTo(AnnualRate.ofPercent("999.999996"));
  }

  @Test
  void the_monthly_rate_is_the_yearly_one_over_the_divisor() {
    assertThat(AnnualRate.ofMonthlyPercent("2").millionthsOfPercent() * 100)
        .isEqualTo(AnnualRate.MONTHLY_DIVISOR * 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.000001", "1000.000001", "999999999999", "1E+999999999"})
  void a_rate_out_of_range_is_refused(String percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnualRate.ofPercent(new BigDecimal(percent)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "83.333334", "768614336404", "-768614336404"})
  void a_monthly_rate_out_of_range_is_refused(String percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnualRate.ofMonthlyPercent(percent))
        .withMessage("a yearly rate lies between 0 and 1000 percent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3,24", "3.24%", "1e1", "0.0000001", "0.0000000"})
  void a_rate_written_in_any_other_way_is_refused(String percent) {
    assertThatIllegalArgumentException().isThrownBy(() -> AnnualRate.ofPercent(percent));
    assertThatIllegalArgumentException().isThrownBy(() -> AnnualRate.ofMonthlyPercent(percent));
  }

  @Test
  void only_zero_is_no_interest() {
    assertThat(AnnualRate.ZERO.isZero()).isTrue();
    assertThat(new AnnualRate(1).isZero()).isFalse();
  }

  @Property
  void what_is_written_is_read_back_and_ordered_by_value(
      @ForAll @LongRange(max = AnnualRate.MAX_MILLIONTHS_OF_PERCENT) long a,
      @ForAll @LongRange(max = AnnualRate.MAX_MILLIONTHS_OF_PERCENT) long b) {
    var left = new AnnualRate(a);
    var right = new AnnualRate(b);

    assertThat(AnnualRate.ofPercent(left.toPercent().toPlainString())).isEqualTo(left);
    assertThat(left.toPercent().scale()).isBetween(2, 6);
    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(left.toPercent().compareTo(right.toPercent()));
  }
}
