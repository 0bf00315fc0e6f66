package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest extends AcceptanceTest {
  @ParameterizedTest
  @CsvSource({
    "CONSUMER, 100.00, analyst",
    "CONSUMER, 10000.00, analyst",
    "CONSUMER, 10000.01, analyst manager",
    "CONSUMER, 50000.00, analyst manager",
    "PERSONAL, 50000.01, analyst manager director",
    "AUTO, 10000.00, analyst",
    "AUTO, 150000.00, analyst manager director",
    "MORTGAGE, 2000000.00, analyst manager director",
    "BUSINESS, 1000.00, analyst manager",
    "BUSINESS, 50000.00, analyst manager",
    "BUSINESS, 50000.01, analyst manager director",
    "PAYROLL, 1000.00, analyst manager director",
  })
  void the_amount_and_the_product_make_the_route(String product, String amount, String stages)
      throws Exception {
    var filed = Filed.by(ada, Draft.of(product).amount(amount));

    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
    assertThat(filed.stages()).containsExactly(stages.split(" ", -1));
  }

  @Test
  void the_route_shows_who_decided_and_whose_turn_it_is() throws Exception {
    var filed = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00")).approvedBy(ana);

    var route = filed.seenBy(ana).path("route");

    var decision = route.path(0).path("decision");
    assertThat(decision.path("outcome").asString()).isEqualTo("APPROVED");
    assertThat(decision.path("by").toString()).contains("ana");
    assertThat(Instant.parse(decision.path("at").asString())).isBefore(Instant.now());
    assertThat(route.path(1).hasNonNull("decision")).isFalse();
    assertThat(Instant.parse(route.path(1).path("deadline").asString())).isAfter(Instant.now());
    assertThat(route.path(1).hasNonNull("holder")).isFalse();
    assertThat(route.path(2).hasNonNull("decision")).isFalse();
  }

  @Test
  void links_name_what_the_caller_may_do_next() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());

    assertThat(filed.links(ana)).contains("approve", "reject", "refer").doesNotContain("withdraw");
    assertThat(filed.links(max)).doesNotContain("approve", "reject", "refer", "withdraw");
    assertThat(filed.links(ada)).containsExactly("withdraw");

    filed = filed.approvedBy(ana);
    assertThat(filed.links(ana)).doesNotContain("approve", "reject", "refer");
    assertThat(filed.links(max)).contains("approve", "reject", "refer");

    filed = filed.referredBy(max);
    assertThat(filed.links(max)).isEmpty();
    assertThat(filed.links(ada)).containsExactlyInAnyOrder("revise", "withdraw");

    assertThat(filed.withdraw().status()).isEqualTo(200);
    for (var caller : List.of(ada, ana, max, dora)) {
      assertThat(filed.links(caller)).isEmpty();
    }
  }

  @Test
  void a_larger_amount_is_not_approved_on_the_route_of_a_smaller() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("8000.00")).referredBy(ana);

    filed = filed.revisedTo(Draft.of("PERSONAL").amount("60000.00"));

    assertThat(filed.stages()).containsExactly("analyst", "manager", "director");
    filed = filed.approvedBy(ana, max);
    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
    filed = filed.approvedBy(dora);
    assertThat(filed.status()).isEqualTo("GRANTED");
  }
}
