package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request has to be, field by field. */
class SubmissionTest extends AcceptanceTest {
  private static Api.Answer submit(Draft draft) throws Exception {
    return ada.post(REQUESTS, draft.json(), Product.unique("key-"));
  }

  private static void assertAccepted(Draft draft) throws Exception {
    var answer = submit(draft);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static void assertRefused(Draft draft, String... fields) throws Exception {
    assertBadFields(submit(draft), fields);
  }

  @Test
  void a_request_comes_back_as_it_was_submitted() throws Exception {
    var before = Instant.now();
    var draft =
        Draft.withHistory("ONGOING", 1, "ON_TIME")
            .with("product", "MORTGAGE")
            .amount("200000.00")
            .over(240)
            .with("purpose", "First home \u2014 Lisboa, \uD83C\uDFE0")
            .with("applicant.maritalStatus", "MARRIED")
            .with("applicant.dependents", 1)
            .with(
                "property",
                Map.of("value", Draft.euros("260000.00"), "type", "HOUSE", "location", "Lisbon"));

    var answer = submit(draft);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var request = answer.json();
    var id = request.path("id").asString("");
    assertThat(id).isNotBlank();
    assertThat(answer.raw().headers().firstValue("Location"))
        .hasValueSatisfying(to ->
            assertThat(product.system.apiUrl().resolve(to).getPath())
                .isEqualTo(REQUESTS + "/" + id));
    assertThat(request.path("revision").asInt()).isPositive();
    assertThat(request.path("status").asString()).isIn("SUBMITTED", "IN_APPROVAL");
    assertThat(request.path("product").asString()).isEqualTo("MORTGAGE");
    assertThat(request.path("amount").path("amount").asString()).isEqualTo("200000.00");
    assertThat(request.path("amount").path("currency").asString()).isEqualTo("EUR");
    assertThat(request.path("termMonths").asInt()).isEqualTo(240);
    assertThat(request.path("purpose").asString())
        .isEqualTo("First home \u2014 Lisboa, \uD83C\uDFE0");
    assertThat(request.path("applicant").path("username").asString()).isEqualTo("ada");
    assertThat(request.path("applicant").path("id"))
        .isEqualTo(ada.get("/api/v1/me").json().path("id"));
    assertThat(Instant.parse(request.path("submittedAt").asString()))
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    assertThat(request.path("policy").path("version").asString("")).isNotBlank();
    assertThat(request.path("policy").path("hash").asString("")).isNotBlank();
    var filed = new Filed(ada, id);
    filed.awaitAnalysis();
    var later = filed.seen();
    for (var fixed :
        List.of(
            "id",
            "product",
            "amount",
            "termMonths",
            "purpose",
            "applicant",
            "submittedAt",
            "policy")) {
      assertThat(later.path(fixed)).as(fixed).isEqualTo(request.path(fixed));
    }
    assertThat(filed.links(ada)).contains("withdraw");
  }

  @ParameterizedTest
  @CsvSource({
    "CONSUMER, 50000.00, 50000.01, 84",
    "PERSONAL, 100000.00, 100000.01, 120",
    "AUTO, 150000.00, 150000.01, 96",
    "PAYROLL, 100000.00, 100000.01, 120",
    "BUSINESS, 5000000.00, 5000000.01, 120",
    "MORTGAGE, 2000000.00, 2000000.01, 480",
  })
  void every_product_has_limits_of_its_own(
      String product, String largest, String tooLarge, int longest) throws Exception {
    var draft = Draft.of(product);

    assertAccepted(draft.amount(largest).over(longest));
    assertAccepted(draft.amount("100.00").over(1));
    assertThat(refusedFields(draft.amount(tooLarge)))
        .singleElement()
        .asString()
        .startsWith("amount");
    assertThat(refusedFields(draft.amount("99.99")))
        .singleElement()
        .asString()
        .startsWith("amount");
    assertThat(refusedFields(draft.over(longest + 1))).containsExactly("termMonths");
    assertThat(refusedFields(draft.over(0))).containsExactly("termMonths");
    assertThat(refusedFields(draft.over(-1))).containsExactly("termMonths");
  }

  private static List<String> refusedFields(Draft draft) throws Exception {
    var answer = submit(draft);
    assertProblem(answer, 400);
    return answer
        .json()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "NaN",
        "Infinity",
        "-20000.00",
        "+20000.00",
        "20000.001",
        "20,000.00",
        "20000,00",
        "2e4",
        "1E+1000000000",
        "1e-1000000000",
        " 20000.00",
        "20000.00 ",
        "0x4E20",
        "0",
        "0.00",
        "-0.00",
        "20000.",
        "\u0662\u0660\u0660\u0660\u0660.00",
        "99999999999999999999.00",
        "9223372036854775807.00",
        "92233720368547758.08"
      })
  void what_is_no_sensible_amount_is_refused(String amount) throws Exception {
    assertThat(refusedFields(Draft.consumer().amount(amount)))
        .singleElement()
        .asString()
        .startsWith("amount");
    assertThat(refusedFields(Draft.of("MORTGAGE").with("property.value.amount", amount)))
        .singleElement()
        .asString()
        .startsWith("property.value");
  }

  @Test
  void an_amount_of_a_hundred_thousand_digits_is_refused_at_once() throws Exception {
    var answer = submit(Draft.consumer().amount("9".repeat(100_000)));

    assertProblem(answer, 400);
    assertThat(answer.text()).hasSizeLessThan(2_000);
    assertProblem(
        ada.post(
            REQUESTS,
            Draft.consumer()
                .json()
                .replace(": 48", ":" + "4".repeat(5_000))
                .replace(":48", ":" + "4".repeat(5_000)),
            Product.unique("key-")),
        400);
  }

  @Test
  void an_amount_is_text_in_the_currency_of_the_product() throws Exception {
    assertRefused(Draft.consumer().with("amount.amount", 20_000), "amount.amount");
    assertRefused(Draft.consumer().with("amount", "20000.00"), "amount");
    assertRefused(Draft.consumer().with("amount", 20_000), "amount");
    assertRefused(Draft.consumer().without("amount.currency"), "amount.currency");
    assertRefused(Draft.consumer().without("amount.amount"), "amount.amount");
    for (var currency : List.of("eur", "EURO", "", "XXY", "\u20AC", " EUR")) {
      assertRefused(Draft.consumer().with("amount.currency", currency), "amount.currency");
    }
    assertThat(refusedFields(Draft.consumer().with("amount.currency", "USD")))
        .singleElement()
        .asString()
        .startsWith("amount");
    assertThat(refusedFields(Draft.consumer().with("applicant.grossMonthlyIncome.currency", "USD")))
        .singleElement()
        .asString()
        .startsWith("applicant.grossMonthlyIncome");
    assertThat(
            refusedFields(
                Draft.withHistory("ONGOING", 1, "LATE")
                    .with("applicant.existingCredits.0.amount.currency", "USD")))
        .singleElement()
        .asString()
        .contains("existingCredits");
  }

  @Test
  void a_purpose_has_one_to_five_hundred_characters() throws Exception {
    assertAccepted(Draft.consumer().with("purpose", "x"));
    assertAccepted(Draft.consumer().with("purpose", "x".repeat(500)));
    assertRefused(Draft.consumer().with("purpose", "x".repeat(501)), "purpose");
    assertRefused(Draft.consumer().with("purpose", ""), "purpose");
    assertRefused(Draft.consumer().with("purpose", " \t "), "purpose");
  }

  @Test
  void text_has_a_visible_character_and_hides_none() throws Exception {
    for (var text : List.of("\u200B", "van\u200B", "\u202Enav", "a\u2066b", "\uFEFF", "\u3164")) {
      assertRefused(Draft.consumer().with("purpose", text), "purpose");
      assertRefused(Draft.of("MORTGAGE").with("property.location", text), "property.location");
    }
  }

  @Test
  void lengths_count_code_points() throws Exception {
    var house = "\uD83C\uDFE0";

    assertAccepted(Draft.consumer().with("purpose", house.repeat(500)));
    assertRefused(Draft.consumer().with("purpose", house.repeat(501)), "purpose");
  }

  @Test
  void what_can_not_have_happened_is_refused_by_its_field() throws Exception {
    var credit = "applicant.existingCredits.0";

    assertRefused(
        Draft.consumer().with("applicant.dateOfBirth", "0001-01-01"), "applicant.dateOfBirth");
    assertRefused(
        Draft.withHistory("ONGOING", 1, "ON_TIME").with(credit + ".startedOn", "2099-01-01"),
        "applicant.existingCredits[0].startedOn",
        "applicant.existingCredits[0].payments[0].date");
    assertRefused(
        Draft.withHistory("ONGOING", 2, "ON_TIME").with(credit + ".payments.1.date", "2099-01-01"),
        "applicant.existingCredits[0].payments[1].date");
    assertRefused(
        Draft.withHistory("ONGOING", 2, "ON_TIME").with(credit + ".payments.1.date", "2023-03-01"),
        "applicant.existingCredits[0].payments[1].date");
    assertRefused(
        Draft.withHistory("ONGOING", 2, "ON_TIME").with(credit + ".termMonths", 1),
        "applicant.existingCredits[0].payments");
  }

  @Test
  void text_that_no_database_keeps_is_refused_and_no_fault() throws Exception {
    for (var path : List.of("purpose", "applicant.taxId", "product", "applicant.workStatus")) {
      assertRefused(Draft.consumer().with(path, "a\0b"), path);
    }
    assertRefused(Draft.of("MORTGAGE").with("property.location", "a\0b"), "property.location");
    var lone = Draft.consumer().json().replace("A used van", "A \\ud800 van");
    assertProblem(ada.post(REQUESTS, lone, Product.unique("key-")), 400);
  }

  @Test
  void an_applicant_is_of_age_on_the_day_of_the_submission() throws Exception {
    var eighteen = today().minusYears(18);

    assertAccepted(Draft.consumer().with("applicant.dateOfBirth", eighteen.toString()));
    assertRefused(
        Draft.consumer().with("applicant.dateOfBirth", eighteen.plusDays(1).toString()),
        "applicant.dateOfBirth");
    for (var wrong :
        List.of(
            today().toString(),
            today().plusYears(1).toString(),
            "1990-02-30",
            "1990-13-01",
            "1990-4-1",
            "12.04.1990",
            "1990-04-12T00:00:00Z",
            "",
            "+999999999-01-01",
            "-0001-01-01",
            "19900412")) {
      assertRefused(Draft.consumer().with("applicant.dateOfBirth", wrong), "applicant.dateOfBirth");
    }
    assertRefused(
        Draft.consumer().with("applicant.dateOfBirth", 631_152_000), "applicant.dateOfBirth");
  }

  @Test
  void an_applicant_is_checked_member_by_member() throws Exception {
    for (var status :
        List.of("EMPLOYED", "SELF_EMPLOYED", "UNEMPLOYED", "STUDENT", "RETIRED", "OTHER")) {
      assertAccepted(Draft.consumer().with("applicant.workStatus", status));
    }
    for (var wrong : List.of("employed", "KING", "", " EMPLOYED")) {
      assertRefused(Draft.consumer().with("applicant.workStatus", wrong), "applicant.workStatus");
      assertRefused(
          Draft.consumer().with("applicant.maritalStatus", wrong), "applicant.maritalStatus");
    }
    assertRefused(Draft.consumer().with("applicant.dependents", -1), "applicant.dependents");
    assertRefused(
        Draft.consumer().with("applicant.dependents", 3_000_000_000L), "applicant.dependents");
    assertRefused(Draft.consumer().with("applicant.dependents", 0.5), "applicant.dependents");
    assertThat(refusedFields(Draft.consumer().income("-0.01")))
        .singleElement()
        .asString()
        .startsWith("applicant.grossMonthlyIncome");
    assertAccepted(Draft.consumer().income("0.00"));
    assertAccepted(Draft.consumer().with("applicant.dependents", 12));
    assertRefused(Draft.consumer().taxId(""), "applicant.taxId");
    assertRefused(Draft.consumer().taxId("1".repeat(1_000)), "applicant.taxId");
  }

  @Test
  void an_existing_credit_is_checked_member_by_member() throws Exception {
    var draft = Draft.withHistory("ONGOING", 1, "ON_TIME");
    var credit = "applicant.existingCredits.0.";
    assertAccepted(draft);
    for (var status : List.of("COMPLETED", "CANCELLED")) {
      assertAccepted(draft.with(credit + "status", status));
    }
    for (var paid : List.of("LATE", "NEVER")) {
      assertAccepted(draft.with(credit + "payments.0.status", paid));
    }
    assertAccepted(draft.with(credit + "payments", List.of()));

    for (var wrong :
        Map.of(
                "amount", Draft.euros("0.00"),
                "termMonths", 0,
                "annualRatePercent", "0",
                "status", "FORGOTTEN",
                "startedOn", "2023-02-30",
                "product", "",
                "payments.0.status", "SOON",
                "payments.0.date", "yesterday",
                "payments", "none")
            .entrySet()) {
      assertThat(refusedFields(draft.with(credit + wrong.getKey(), wrong.getValue())))
          .as(wrong.getKey())
          .singleElement()
          .asString()
          .contains("existingCredits", wrong.getKey().replaceFirst("(payments)\\.0.*", "$1"));
    }
    assertThat(refusedFields(draft.with(credit + "annualRatePercent", "-1")))
        .singleElement()
        .asString()
        .endsWith("annualRatePercent");
    assertThat(refusedFields(draft.with(credit + "annualRatePercent", "1e999999999")))
        .singleElement()
        .asString()
        .endsWith("annualRatePercent");
    assertThat(refusedFields(draft.with(credit + "termMonths", 2_000_000_000)))
        .singleElement()
        .asString()
        .endsWith("termMonths");
    assertThat(refusedFields(draft.with("applicant.existingCredits.0", null)))
        .singleElement()
        .asString()
        .contains("existingCredits");
    assertAccepted(Draft.consumer().with("applicant.existingCredits", List.of()));
  }

  @Test
  void a_property_comes_where_the_product_asks_for_it_and_nowhere_else() throws Exception {
    var draft = Draft.of("MORTGAGE");
    var house = Map.of("value", Draft.euros("260000.00"), "type", "HOUSE", "location", "Lisbon");

    assertRefused(draft.without("property"), "property");
    assertRefused(draft.with("property", null), "property");
    assertRefused(
        draft.with("property", Map.of()), "property.value", "property.type", "property.location");
    for (var product : List.of("CONSUMER", "PERSONAL", "AUTO", "BUSINESS", "PAYROLL")) {
      assertRefused(Draft.of(product).with("property", house), "property");
    }
    for (var type : List.of("HOUSE", "APARTMENT", "LAND", "COMMERCIAL", "OTHER")) {
      assertAccepted(draft.with("property.type", type));
    }
    assertRefused(draft.with("property.type", "CASTLE"), "property.type");
    assertRefused(draft.with("property.location", " "), "property.location");
  }

  @Test
  void a_product_that_the_policy_does_not_know_is_refused() throws Exception {
    for (var product : List.of("YACHT", "consumer", "", "CONSUMER ")) {
      assertRefused(Draft.consumer().with("product", product), "product");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "product",
        "amount",
        "termMonths",
        "purpose",
        "applicant",
        "applicant.dateOfBirth",
        "applicant.maritalStatus",
        "applicant.dependents",
        "applicant.grossMonthlyIncome",
        "applicant.workStatus",
        "amount.amount",
        "amount.currency"
      })
  void what_is_needed_can_neither_be_absent_nor_null_nor_of_another_type(String path)
      throws Exception {
    assertRefused(Draft.consumer().without(path), path);
    assertRefused(Draft.consumer().with(path, null), path);
    assertRefused(Draft.consumer().with(path, true), path);
    assertRefused(Draft.consumer().with(path, List.of(1)), path);
  }

  @Test
  void a_number_of_months_is_a_whole_number() throws Exception {
    for (Object wrong : List.of("48", 48.5, 3_000_000_000L, 1e300, Map.of())) {
      assertRefused(Draft.consumer().with("termMonths", wrong), "termMonths");
    }
  }

  @Test
  void a_member_nobody_knows_is_refused_at_every_level() throws Exception {
    var draft =
        Draft.withHistory("ONGOING", 1, "ON_TIME")
            .with("product", "MORTGAGE")
            .with(
                "property",
                Map.of("value", Draft.euros("260000.00"), "type", "HOUSE", "location", "Lisbon"));

    for (var place :
        List.of(
            "",
            "amount.",
            "applicant.",
            "applicant.grossMonthlyIncome.",
            "applicant.existingCredits.0.",
            "applicant.existingCredits.0.amount.",
            "applicant.existingCredits.0.payments.0.",
            "property.",
            "property.value.")) {
      assertThat(refusedFields(draft.with(place + "status2", "GRANTED")))
          .as(place)
          .singleElement()
          .asString()
          .endsWith("status2");
    }
    for (var ours :
        List.of("id", "status", "revision", "route", "policy", "submittedAt", "links")) {
      assertRefused(draft.with(ours, "x"), ours);
    }
  }

  @Test
  void a_member_given_twice_is_refused() throws Exception {
    var twice = Draft.consumer().json().replaceFirst("\\{", "{\"purpose\": \"A first version\",");

    assertProblem(ada.post(REQUESTS, twice, Product.unique("key-")), 400);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() throws Exception {
    assertRefused(
        Draft.consumer()
            .with("product", "YACHT")
            .amount("twenty")
            .with("termMonths", "48")
            .without("purpose")
            .with("colour", "red")
            .with("applicant.dateOfBirth", LocalDate.EPOCH.plusYears(100).toString())
            .with("applicant.dependents", -1)
            .with("applicant.workStatus", "KING")
            .income("much"),
        "product",
        "amount.amount",
        "termMonths",
        "purpose",
        "colour",
        "applicant.dateOfBirth",
        "applicant.dependents",
        "applicant.workStatus",
        "applicant.grossMonthlyIncome.amount");
  }
}
