package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything wrong with a body is told at once, each field by its path and its own code. */
class ValidationTest {
  private static RunningApi api;
  private static Client ada;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void nothing_at_all_lacks_everything() {
    assertThat(ada.submit("{}").mustBe(400, "validation-failed").errors())
        .containsOnly(
            entry("product", "required"),
            entry("amount", "required"),
            entry("termMonths", "required"),
            entry("purpose", "required"),
            entry("applicant", "required"));
  }

  @Test
  void all_that_is_wrong_anywhere_is_told_at_once() {
    var reply =
        ada.submit(
            """
            {
              "product": 7,
              "amount": {"amount": 200000, "currency": "EUROS", "cents": 0},
              "termMonths": "240",
              "purpose": " ",
              "colour": "blue",
              "applicant": {
                "dateOfBirth": "1990-02-30", "maritalStatus": "HAPPY", "dependents": -1,
                "grossMonthlyIncome": {"amount": "-1.00", "currency": "EUR"}, "workStatus": null,
                "taxId": "*", "shoeSize": 43,
                "existingCredits": [
                  {"product": "AUTO", "startedOn": "2023-02-01",
                   "amount": {"amount": "0.00", "currency": "EUR"},
                   "termMonths": 0, "annualRatePercent": "0", "status": "ongoing",
                   "payments": [{"date": "yesterday", "status": "ON_TIME"}, 5]},
                  "none"
                ]
              },
              "property": {"value": {"amount": "1.005", "currency": "EUR"}, "type": "CASTLE"}
            }
            """);

    assertThat(reply.mustBe(400, "validation-failed").errors())
        .containsOnly(
            entry("product", "wrong-type"),
            entry("amount.amount", "wrong-type"),
            entry("amount.currency", "invalid"),
            entry("amount.cents", "unknown-member"),
            entry("termMonths", "wrong-type"),
            entry("purpose", "blank"),
            entry("colour", "unknown-member"),
            entry("applicant.dateOfBirth", "invalid"),
            entry("applicant.maritalStatus", "invalid"),
            entry("applicant.dependents", "out-of-range"),
            entry("applicant.grossMonthlyIncome", "below-minimum"),
            entry("applicant.workStatus", "required"),
            entry("applicant.taxId", "invalid"),
            entry("applicant.shoeSize", "unknown-member"),
            entry("applicant.existingCredits[0].amount", "below-minimum"),
            entry("applicant.existingCredits[0].termMonths", "out-of-range"),
            entry("applicant.existingCredits[0].annualRatePercent", "out-of-range"),
            entry("applicant.existingCredits[0].status", "invalid"),
            entry("applicant.existingCredits[0].payments[0].date", "invalid"),
            entry("applicant.existingCredits[0].payments[1]", "wrong-type"),
            entry("applicant.existingCredits[1]", "wrong-type"),
            entry("property.value.amount", "invalid"),
            entry("property.type", "invalid"),
            entry("property.location", "required"));
  }

  @Test
  void what_the_policy_says_is_told_with_what_could_not_be_read() {
    var reply =
        ada.submit(
            """
            {
              "product": "MORTGAGE",
              "amount": {"amount": "9000000.00", "currency": "EUR"},
              "termMonths": 481,
              "applicant": {
                "dateOfBirth": "2020-04-12", "maritalStatus": "MARRIED", "dependents": 1.5,
                "grossMonthlyIncome": {"amount": "5200.00", "currency": "USD"},
                "workStatus": "EMPLOYED"
              }
            }
            """);

    assertThat(reply.mustBe(400, "validation-failed").errors())
        .containsOnly(
            entry("amount", "above-maximum"),
            entry("termMonths", "above-maximum"),
            entry("purpose", "required"),
            entry("property", "required"),
            entry("applicant.dateOfBirth", "below-minimum-age"),
            entry("applicant.dependents", "wrong-type"),
            entry("applicant.grossMonthlyIncome", "unsupported-currency"));
  }

  @ParameterizedTest
  @CsvSource({
    "25000, ''",
    "25000.0, ''",
    "25000.00, ''",
    "100.00, ''",
    "99.99, below-minimum",
    "100000.00, ''",
    "100000.01, above-maximum",
    "0, below-minimum",
    "-25000.00, below-minimum",
    "99999999999999999999.00, too-large"
  })
  void the_limits_of_an_amount_are_told_of_the_amount(String amount, String code) {
    var errors = ada.submit(Bodies.personal(amount)).errors();

    if (code.isEmpty()) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors).containsExactly(entry("amount", code));
    }
  }

  @ParameterizedTest
  @CsvSource({"25000.001", "'25,000.00'", "1e5", "+25000", "25000.", ".50", "NaN", "''", "٢٥"})
  void what_is_no_amount_is_told_of_its_text(String amount) {
    assertThat(ada.submit(Bodies.personal(amount)).mustBe(400).errors())
        .containsExactly(entry("amount.amount", "invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u007f", "\\ud83c", "\\udf73"})
  void no_text_holds_a_control_character_or_half_a_character(String bad) {
    var bodies = Bodies.withEachText(Bodies.MORTGAGE, bad);

    assertThat(bodies).hasSize(22);
    assertThat(bodies)
        .allSatisfy(body ->
            assertThat(ada.submit(body).mustBe(400, "validation-failed").errors().values())
                .containsExactly("invalid"));
  }

  @Test
  void a_text_may_hold_line_breaks_and_characters_of_every_plane() {
    ada.submit(Bodies.personal("5000.00").replace("A new", "A\\n\\ud83c\\udf73")).mustBe(201);
  }

  @Test
  void a_purpose_has_up_to_500_characters() {
    var atLimit = Bodies.personal("5000.00").replace("A new kitchen", "k".repeat(500));
    var beyond = Bodies.personal("5000.00").replace("A new kitchen", "k".repeat(501));

    ada.submit(atLimit).mustBe(201);
    assertThat(ada.submit(beyond).errors()).containsExactly(entry("purpose", "too-long"));
  }

  @Test
  void what_may_be_missing_may_be_null() {
    ada.submit(
            Bodies.personal("5000.00")
                .replace("\"15350946056\"", "null, \"existingCredits\": null")
                .replaceFirst("\\{", "{\"property\": null,"))
        .mustBe(201);
  }

  @Test
  void a_rate_may_be_a_number() {
    ada.submit(Bodies.MORTGAGE.replace("\"4.00\"", "4.25")).mustBe(201);
  }

  @Test
  void a_list_is_no_body() {
    assertThat(ada.submit("[]").mustBe(400, "validation-failed").errors())
        .containsExactly(entry("", "wrong-type"));
  }

  @Test
  void a_property_is_for_products_that_ask_for_one() {
    var reply = ada.submit(Bodies.MORTGAGE.replace("MORTGAGE", "BUSINESS").replace("240", "120"));

    assertThat(reply.mustBe(400).errors()).containsExactly(entry("property", "not-allowed"));
  }
}
