package dev.countersign.domain.credit.repayment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepaymentScheduleTest {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Instalment FIRST = instalment(1, "2026-02-15", "40.00", "60.00");
  private static final Instalment SECOND = instalment(2, "2026-03-15", "60.00", "0.00");

  @Test
  void a_schedule_pays_off_its_amount() {
    assertThat(schedule("100.00", "12.68", FIRST, SECOND).instalments())
        .containsExactly(FIRST, SECOND);
  }

  @Test
  void a_schedule_never_changes() {
    var instalments = new ArrayList<>(List.of(FIRST, SECOND));
    var schedule = schedule("100.00", "12.68", instalments);

    instalments.clear();

    assertThat(schedule.instalments()).containsExactly(FIRST, SECOND);
  }

  @Test
  void an_instalment_left_out_is_noticed() {
    refuses("100.00", "12.68", "instalment 1 is missing", SECOND);
    refuses("100.00", "12.68", "instalment 2 is missing", FIRST, FIRST);
    refuses("100.00", "12.68", "of 100.00 EUR, 60.00 EUR is never paid off", FIRST);
    refuses("100.00", "12.68", "of 100.00 EUR, 100.00 EUR is never paid off");
  }

  @Test
  void a_balance_that_does_not_follow_is_refused() {
    refuses("100.01", "12.68", "the balance after 1 must be 60.01 EUR", FIRST, SECOND);
    refuses(
        "100.00",
        "12.68",
        "the balance after 2 must be 0.01 EUR",
        FIRST,
        instalment(2, "2026-03-15", "59.99", "0.00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-14", "2026-02-15"})
  void due_dates_that_do_not_rise_are_refused(String second) {
    refuses(
        "100.00",
        "12.68",
        "instalment 2 is due too early",
        FIRST,
        instalment(2, second, "60.00", "0.00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-14", "2026-01-15"})
  void the_first_is_due_after_the_grant(String first) {
    refuses(
        "100.00",
        "12.68",
        "instalment 1 is due too early",
        instalment(1, first, "40.00", "60.00"),
        SECOND);
  }

  @Test
  void an_amount_that_is_not_positive_is_refused() {
    refuses("0.00", "0.00", "amount must be positive: 0.00 EUR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "12.680", "12.7", "12"})
  void the_effective_cost_has_two_decimals_and_is_not_negative(String percent) {
    refuses(
        "100.00",
        percent,
        "effective annual cost must not be negative and have two decimals: " + percent,
        FIRST,
        SECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.00, 1.00, 2.00, 0.00, 'instalments are numbered from 1, not 0'",
    "1, -1.00, 1.00, 0.00, 0.00, instalment 1 has a negative amount",
    "1, 1.00, -1.00, 0.00, 0.00, instalment 1 has a negative amount",
    "1, 1.00, 1.00, 2.00, -0.01, instalment 1 has a negative amount",
    "1, 1.00, 1.00, 2.01, 0.00, instalment 1 does not add up",
  })
  void an_instalment_that_does_not_add_up_is_refused(
      int number, String principal, String interest, String total, String balance, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Instalment(
                number, LocalDate.EPOCH, eur(principal), eur(interest), eur(total), eur(balance)))
        .withMessage(message);
  }

  @Test
  void an_instalment_has_one_currency() {
    var dollars = Money.zero(Currency.getInstance("USD"));

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Instalment(1, LocalDate.EPOCH, eur("1.00"), eur("0.00"), eur("1.00"), dollars))
        .withMessage("instalment 1 does not add up");
  }

  private static void refuses(
      String amount, String percent, String message, Instalment... instalments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(amount, percent, instalments))
        .withMessage(message);
  }

  private static RepaymentSchedule schedule(
      String amount, String percent, Instalment... instalments) {
    return schedule(amount, percent, List.of(instalments));
  }

  private static RepaymentSchedule schedule(
      String amount, String percent, List<Instalment> instalments) {
    return new RepaymentSchedule(
        RepaymentMethod.PRICE,
        eur(amount),
        AnnualRate.ofPercent("12"),
        LocalDate.parse("2026-01-15"),
        instalments,
        new BigDecimal(percent));
  }

  private static Instalment instalment(
      int number, String dueDate, String principal, String balance) {
    return Instalment.of(
        number,
        LocalDate.parse(dueDate),
        eur(principal),
        eur("1.00"),
        Optional.empty(),
        eur(balance));
  }

  private static Money eur(String amount) {
    return Money.of(amount, EUR);
  }
}
