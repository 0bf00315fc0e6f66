package dev.countersign.domain.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
  @ParameterizedTest
  @CsvSource({
    "40, 40, 40.0000",
    "40.0000, 40, 40.0000",
    "600, 600, 600.0000",
    "41.385, 41.385, 41.3850",
    "0, 0, 0.0000",
    "0.0001, 0.0001, 0.0001",
    "-0.5, -0.5, -0.5000",
  })
  void a_figure_is_shown_without_needless_zeros_and_kept_with_four_decimals(
      String given, String shown, String kept) {
    assertThat(Figure.of(given)).hasToString(shown);
    assertThat(Figure.of(given).toDecimal()).hasToString(kept);
  }

  @Test
  void a_fifth_decimal_is_refused() {
    assertThatThrownBy(() -> Figure.of("40.00001")).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void figures_are_ordered_by_size() {
    assertThat(Figure.of("9.5")).isLessThan(Figure.of("10"));
    assertThat(Figure.of("10")).isEqualByComparingTo(Figure.of("10.0000"));
  }
}
