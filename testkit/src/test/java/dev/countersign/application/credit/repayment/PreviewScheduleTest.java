package dev.countersign.application.credit.repayment;

import static dev.countersign.testkit.ProposalBuilder.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.repayment.PreviewSchedule.NotOffered;
import dev.countersign.application.credit.repayment.PreviewSchedule.Outcome;
import dev.countersign.application.credit.repayment.PreviewSchedule.Preview;
import dev.countersign.application.credit.repayment.PreviewSchedule.Query;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.money.Money;
import dev.countersign.testkit.Situation;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewScheduleTest {
  private final Scene scene = Scene.atNoon();

  @Test
  void it_equals_the_schedule_of_the_grant_to_the_byte() {
    var granted = scene.given(Situation.GRANTED);
    var schedule = scene.system().database().requestViews().schedule(granted.id()).orElseThrow();

    var preview = preview("PERSONAL", euros("60000.00"), 60, Optional.empty());

    assertThat(CanonicalJson.write(shown(preview))).isEqualTo(CanonicalJson.write(schedule));
  }

  @Test
  void it_begins_today_unless_a_day_is_given() {
    var today = shown(preview("PERSONAL", euros("1000.00"), 12, Optional.empty()));
    var then =
        shown(preview("PERSONAL", euros("1000.00"), 12, Optional.of(LocalDate.of(2027, 1, 31))));

    assertThat(today.grantedOn()).isEqualTo(LocalDate.of(2026, 6, 1));
    assertThat(then.instalments().getFirst().dueDate()).isEqualTo(LocalDate.of(2027, 2, 28));
    assertThat(then.instalments().get(1).dueDate()).isEqualTo(LocalDate.of(2027, 3, 31));
  }

  @Test
  void it_writes_nothing() {
    var before = scene.audit(Optional.empty());

    assertThat(preview("PERSONAL", euros("1000.00"), 12, Optional.empty()))
        .isInstanceOf(Preview.class);

    assertThat(scene.audit(Optional.empty())).isEqualTo(before);
    assertThat(scene.system().deliver()).isZero();
  }

  @Test
  void a_credit_that_is_not_offered_has_no_schedule() {
    assertThat(codes(preview("YACHT", euros("1000.00"), 12, Optional.empty())))
        .containsExactly("unknown-product");
    assertThat(codes(preview("PERSONAL", euros("99.99"), 121, Optional.empty())))
        .containsExactlyInAnyOrder("below-minimum", "above-maximum");
    assertThat(
            codes(
                preview(
                    "PERSONAL",
                    Money.of("1000.00", Currency.getInstance("USD")),
                    12,
                    Optional.empty())))
        .containsExactly("unsupported-currency");
    assertThat(codes(preview("PERSONAL", euros("-1000.00"), 12, Optional.empty())))
        .containsExactly("below-minimum");
  }

  @Test
  void a_term_of_no_months_has_no_schedule() {
    assertThat(codes(preview("PERSONAL", euros("1000.00"), 0, Optional.empty())))
        .containsExactly("below-minimum");
    assertThat(codes(preview("PERSONAL", euros("1000.00"), -12, Optional.empty())))
        .containsExactly("below-minimum");
  }

  @Test
  void a_schedule_stays_within_the_years_1_to_9999() {
    var first = shown(preview("PERSONAL", euros("1000.00"), 12, Optional.of(day("0001-01-01"))));
    var last = shown(preview("PERSONAL", euros("1000.00"), 12, Optional.of(day("9998-12-31"))));

    assertThat(first.instalments().getFirst().dueDate()).isEqualTo(day("0001-02-01"));
    assertThat(last.instalments().getLast().dueDate()).isEqualTo(day("9999-12-31"));
    for (var beyond : List.of("0000-12-31", "9999-01-01", "9999-12-31")) {
      assertThat(codes(preview("PERSONAL", euros("1000.00"), 12, Optional.of(day(beyond)))))
          .as(beyond)
          .containsExactly("out-of-range");
    }
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private Outcome preview(
      String product, Money amount, int termMonths, Optional<LocalDate> grantedOn) {
    return scene
        .system()
        .preview()
        .handle(new Query(new ProductCode(product), amount, termMonths, grantedOn));
  }

  private static RepaymentSchedule shown(Outcome outcome) {
    return switch (outcome) {
      case Preview preview -> preview.schedule();
      case NotOffered refused -> throw new AssertionError(refused.violations());
    };
  }

  private static List<String> codes(Outcome outcome) {
    assertThat(outcome).asInstanceOf(type(NotOffered.class)).isNotNull();
    return ((NotOffered) outcome).violations().stream().map(Violation::code).toList();
  }
}
