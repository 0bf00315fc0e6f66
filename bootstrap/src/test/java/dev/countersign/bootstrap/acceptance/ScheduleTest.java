package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScheduleTest extends AcceptanceTest {
  private static final String PREVIEWS = "/api/v1/schedule-previews";

  private static String terms(Object product, Object amount, Object months, Object grantedOn) {
    return new JsonMapper()
        .writeValueAsString(
            Map.of(
                "product",
                product,
                "amount",
                amount,
                "termMonths",
                months,
                "grantedOn",
                grantedOn));
  }

  private static Api.Answer preview(String product, String amount, int months, String grantedOn)
      throws Exception {
    var answer = ada.post(PREVIEWS, terms(product, Draft.euros(amount), months, grantedOn));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  /** An entry's seal is left out: it comes a moment after the entry. */
  private static List<String> ids(Api.Answer page) {
    return items(page.json()).stream().map(each -> each.path("id").asString()).toList();
  }

  private static List<String> dueDates(JsonNode schedule) {
    return schedule
        .path("instalments")
        .valueStream()
        .map(each -> each.path("dueDate").asString())
        .toList();
  }

  @Test
  void what_is_granted_has_the_schedule_that_was_previewed() throws Exception {
    var filed =
        Filed.by(ada, Draft.of("PERSONAL").amount("12345.67").over(37)).approvedBy(ana, max);

    var schedule = ada.get(filed.path("schedule"));

    assertThat(schedule.status()).as(schedule.text()).isEqualTo(200);
    var previewed = preview("PERSONAL", "12345.67", 37, today().toString());
    assertThat(schedule.text()).isEqualTo(previewed.text());
    assertThat(ana.get(filed.path("schedule")).text()).isEqualTo(schedule.text());
    var withoutDay =
        ada.post(
            PREVIEWS,
            """
            {"product": "PERSONAL", "amount": {"amount": "12345.67", "currency": "EUR"},
             "termMonths": 37}
            """);
    assertThat(withoutDay.text()).as("today, if nothing else is said").isEqualTo(schedule.text());
  }

  @ParameterizedTest
  @CsvSource({
    "MORTGAGE, 200000.00, 240, 1133.38",
    "PERSONAL, 100000.00, 120, 976.73",
    "CONSUMER, 1000.00, 12, 84.80",
    "CONSUMER, 100.00, 84, 1.33",
    "CONSUMER, 100.00, 1, 100.27",
    "MORTGAGE, 2000000.00, 480, 7439.07",
  })
  void instalments_pay_the_amount_back_to_the_cent(
      String product, String amount, int months, BigDecimal payment) throws Exception {
    var schedule = preview(product, amount, months, "2026-05-31").json();

    assertThat(schedule.path("method").asString()).isEqualTo("PRICE");
    assertThat(schedule.path("currency").asString()).isEqualTo("EUR");
    assertThat(number(schedule.path("annualRate"))).isEqualByComparingTo("3.24");
    var instalments = schedule.path("instalments");
    assertThat(instalments).hasSize(months);
    var balance = new BigDecimal(amount);
    LocalDate due = LocalDate.parse("2026-05-31");
    for (int i = 0; i < months; i++) {
      var each = instalments.path(i);
      var principal = number(each.path("principal"));
      var interest = number(each.path("interest"));
      var total = number(each.path("total"));
      balance = balance.subtract(principal);
      assertThat(each.path("number").asInt()).isEqualTo(i + 1);
      assertThat(total).isEqualTo(principal.add(interest)).hasScaleOf(2);
      assertThat(number(each.path("balance"))).isEqualTo(balance).hasScaleOf(2);
      assertThat(interest.signum()).isNotNegative();
      if (i < months - 1) {
        assertThat(total).isEqualByComparingTo(payment);
      }
      assertThat(LocalDate.parse(each.path("dueDate").asString())).isAfter(due);
      due = LocalDate.parse(each.path("dueDate").asString());
    }
    assertThat(balance).isEqualTo("0.00");
  }

  @Test
  void a_year_costs_a_little_more_than_its_rate() throws Exception {
    var schedule = preview("PERSONAL", "100000.00", 120, "2026-01-15").json();

    assertThat(number(schedule.path("effectiveAnnualCost")))
        .isBetween(new BigDecimal("3.28"), new BigDecimal("3.30"));
  }

  @Test
  void the_last_of_january_is_followed_by_the_last_of_february() throws Exception {
    assertThat(dueDates(preview("CONSUMER", "1000.00", 4, "2026-01-31").json()))
        .containsExactly("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    assertThat(dueDates(preview("CONSUMER", "1000.00", 2, "2028-01-31").json()))
        .containsExactly("2028-02-29", "2028-03-31");
    assertThat(dueDates(preview("CONSUMER", "1000.00", 2, "2026-11-30").json()))
        .containsExactly("2026-12-30", "2027-01-30");
  }

  @Test
  void before_the_grant_there_is_no_schedule() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());

    var answer = ada.get(filed.path("schedule"));

    assertThat(answer.status()).isIn(404, 409);
    assertProblem(answer, answer.status());
    assertThat(filed.reject(ana).status()).isEqualTo(200);
    assertThat(ada.get(filed.path("schedule")).status()).isEqualTo(answer.status());
  }

  @Test
  void a_preview_writes_nothing() throws Exception {
    var someone = newApplicant();
    var trail = "/api/v1/audit?actor=" + someone.id();
    var before = ids(root.get(trail));

    var answer =
        someone.api().post(PREVIEWS, terms("CONSUMER", Draft.euros("1000.00"), 12, "2026-01-31"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(items(someone.api().get(REQUESTS).json())).isEmpty();
    assertThat(ids(root.get(trail))).isEqualTo(before).hasSize(1);
  }

  @Test
  void a_preview_is_checked_like_a_submission() throws Exception {
    var thousand = Draft.euros("1000.00");
    assertBadFields(ada.post(PREVIEWS, "{}"), "product", "amount", "termMonths");
    assertBadFields(ada.post(PREVIEWS, terms("YACHT", thousand, 12, "2026-01-31")), "product");
    assertBadFields(
        ada.post(PREVIEWS, terms("CONSUMER", thousand, 85, "2026-01-31")), "termMonths");
    assertBadFields(
        ada.post(PREVIEWS, terms("CONSUMER", thousand, 2_000_000_000, "2026-01-31")), "termMonths");
    assertBadFields(ada.post(PREVIEWS, terms("CONSUMER", thousand, 12, "2026-02-30")), "grantedOn");
    assertProblem(
        ada.post(PREVIEWS, terms("CONSUMER", Draft.euros("50000.01"), 12, "2026-01-31")), 400);
    assertProblem(
        ada.post(PREVIEWS, terms("CONSUMER", Draft.euros("99.99"), 12, "2026-01-31")), 400);
    assertProblem(ada.post(PREVIEWS, terms("CONSUMER", thousand, 12, "+999999999-12-31")), 400);
    var far = ada.post(PREVIEWS, terms("CONSUMER", thousand, 12, "9999-12-31"));
    assertThat(far.status()).as(far.text()).isIn(200, 400);
    assertBadFields(
        ada.post(
            PREVIEWS,
            terms("CONSUMER", thousand, 12, "2026-01-31").replaceFirst("\\{", "{\"rate\": 0,")),
        "rate");
    assertProblem(anyone.post(PREVIEWS, "{}"), 401);
  }
}
