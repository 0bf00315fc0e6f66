package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the bureau knows of a tax id, and what happens where it knows nothing. */
class BureauTest extends AcceptanceTest {
  private final String taxId = Product.newTaxId();

  private static List<String> results(Filed filed, String about) throws Exception {
    return filed
        .analysis()
        .path("findings")
        .valueStream()
        .filter(f -> f.path("check").asString().toLowerCase(Locale.ROOT).contains(about))
        .map(f -> f.path("result").asString())
        .toList();
  }

  private Filed filed(String amount) throws Exception {
    return Filed.by(ada, Draft.consumer().amount(amount).taxId(taxId));
  }

  @Test
  void a_rating_below_six_hundred_declines_and_six_hundred_passes() throws Exception {
    bureau(taxId, "{\"rating\": 599, \"restriction\": false}");
    var declined = filed("20000.00");
    bureau(taxId, "{\"rating\": 600, \"restriction\": false}");
    var passed = filed("20000.00");

    assertThat(declined.status()).isEqualTo("DECLINED");
    assertThat(results(declined, "rating")).containsExactly("FAIL");
    assertThat(passed.status()).isEqualTo("IN_APPROVAL");
    assertThat(results(passed, "rating")).containsExactly("PASS");
    assertThat(passed.stages()).containsExactly("analyst", "manager");
  }

  @Test
  void a_recorded_restriction_declines() throws Exception {
    bureau(taxId, "{\"rating\": 900, \"restriction\": true}");

    var filed = filed("20000.00");

    assertThat(filed.status()).isEqualTo("DECLINED");
    assertThat(results(filed, "restriction")).containsExactly("FAIL");
  }

  @Test
  void a_restriction_is_found_whichever_way_the_tax_id_is_written() throws Exception {
    bureau("52998224725", "{\"rating\": 900, \"restriction\": true}");
    var plain = Filed.by(ada, Draft.consumer().taxId("52998224725"));
    var punctuated = Filed.by(ada, Draft.consumer().taxId("529.982.247-25"));

    bureau("987.654.321-00", "{\"rating\": 900, \"restriction\": true}");
    var other = Filed.by(ada, Draft.consumer().taxId("98765432100"));

    for (var filed : List.of(plain, punctuated, other)) {
      assertThat(filed.status()).isEqualTo("DECLINED");
      assertThat(results(filed, "restriction")).containsExactly("FAIL");
    }
  }

  @Test
  void eleven_digits_need_the_check_digits_of_a_cpf() throws Exception {
    var submitted =
        ada.post(
            "/api/v1/credit-requests",
            Draft.consumer().taxId("529.982.247-24").json(),
            Product.unique("key"));
    var set =
        root.put("/api/v1/bureau-records/52998224724", "{\"rating\": 900, \"restriction\": false}");

    assertThat(submitted.status()).isEqualTo(400);
    assertThat(submitted.text()).contains("\"applicant.taxId\"", "\"check-digits\"");
    assertThat(set.status()).isEqualTo(400);
    assertThat(set.text()).contains("\"taxId\"", "\"check-digits\"");
  }

  @Test
  void someone_the_bureau_does_not_know_has_seven_hundred_and_no_restriction() throws Exception {
    var filed = filed("20000.00");

    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
    assertThat(filed.stages()).containsExactly("analyst", "manager");
    var rating =
        filed
            .analysis()
            .path("findings")
            .valueStream()
            .filter(f -> f.path("check").asString().toLowerCase(Locale.ROOT).contains("rating"))
            .findFirst()
            .orElseThrow();
    assertThat(rating.path("measured").asString()).contains("700");
    assertThat(rating.path("limit").asString()).contains("600");
  }

  @Test
  void a_bureau_that_does_not_answer_is_no_pass_and_takes_one_stage_more() throws Exception {
    bureau(taxId, "{\"unavailable\": true}");

    var small = filed("5000.00");
    var medium = filed("20000.00");

    assertThat(small.status()).isEqualTo("IN_APPROVAL");
    assertThat(results(small, "rating")).containsExactly("UNAVAILABLE");
    assertThat(results(small, "restriction")).containsExactly("UNAVAILABLE");
    assertThat(small.stages()).containsExactly("analyst", "manager");
    assertThat(medium.stages()).containsExactly("analyst", "manager", "director");
    var large = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00").taxId(taxId));
    assertThat(large.stages()).containsExactly("analyst", "manager", "director");
  }

  @Test
  void without_a_tax_id_the_bureau_is_not_asked_and_the_doubt_is_shown() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().without("applicant.taxId"));

    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
    assertThat(results(filed, "rating")).doesNotContain("PASS", "FAIL").hasSize(1);
    assertThat(results(filed, "restriction")).doesNotContain("PASS", "FAIL").hasSize(1);
    assertThat(filed.stages()).containsExactly("analyst", "manager", "director");
  }

  @Test
  void a_restriction_declines_even_where_another_doubt_remains() throws Exception {
    bureau(taxId, "{\"unavailable\": true}");

    var filed = Filed.by(ada, Draft.consumer().taxId(taxId).income("1000.00"));

    assertThat(filed.status()).isEqualTo("DECLINED");
  }

  @Test
  void the_bureau_answers_again_as_soon_as_it_is_back() throws Exception {
    bureau(taxId, "{\"unavailable\": true}");
    var doubted = filed("5000.00").referredBy(ana);
    bureau(taxId, "{\"rating\": 700, \"restriction\": false}");

    var revised = doubted.revisedTo(Draft.consumer().amount("5000.00").taxId(taxId));

    assertThat(results(revised, "rating")).containsExactly("PASS");
    assertThat(revised.status()).isEqualTo("IN_APPROVAL");
  }

  @Test
  void an_admin_alone_sets_a_record_and_only_a_sensible_one() throws Exception {
    var path = "/api/v1/bureau-records/" + taxId;
    var record = "{\"rating\": 500, \"restriction\": true}";
    for (var other : List.of(ada, ana, max, dora)) {
      assertProblem(other.put(path, record), 403);
    }
    assertProblem(anyone.put(path, record), 401);
    for (var wrong :
        List.of(
            "{}",
            "{\"rating\": \"good\", \"restriction\": false}",
            "{\"rating\": -1, \"restriction\": false}",
            "{\"rating\": 99999999, \"restriction\": false}",
            "{\"rating\": 700.5, \"restriction\": false}",
            "{\"rating\": 700, \"restriction\": \"no\"}",
            "{\"rating\": 700, \"restriction\": false, \"note\": 1}",
            "{\"unavailable\": \"yes\"}")) {
      assertProblem(root.put(path, wrong), 400);
    }

    assertThat(filed("20000.00").status()).isEqualTo("IN_APPROVAL");
  }

  @Test
  void the_analysis_is_kept_as_it_was_whatever_the_bureau_says_later() throws Exception {
    var filed = filed("20000.00");
    JsonNode before = filed.analysis();

    bureau(taxId, "{\"rating\": 100, \"restriction\": true}");

    assertThat(filed.analysis()).isEqualTo(before);
    filed = filed.approvedBy(ana, max);
    assertThat(filed.status()).isEqualTo("GRANTED");
  }
}
