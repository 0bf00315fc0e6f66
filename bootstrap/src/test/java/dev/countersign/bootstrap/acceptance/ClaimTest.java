package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.testkit.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One holder at a time, and an inbox that knows whose turn it is. */
class ClaimTest extends AcceptanceTest {
  private final Person other = newStaff("\"analyst\"");
  private final Filed filed = Filed.by(ada, Draft.consumer().amount("5000.00"));

  ClaimTest() throws Exception {}

  private void claim(Api by) throws Exception {
    var answer = filed.command(by, "claim");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static List<String> waiting(Api caller, String part) throws Exception {
    var answer = caller.get("/api/v1/inbox");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path(part).valueStream().map(item -> item.path("id").asString()).toList();
  }

  @Test
  void whoever_claims_it_holds_it() throws Exception {
    claim(other.api());

    JsonNode stage = filed.seenBy(ana).path("route").path(0);
    assertThat(stage.path("holder").toString()).contains(other.username());
    assertThat(filed.links(other.api())).contains("approve", "release").doesNotContain("claim");
    assertThat(filed.links(ana)).doesNotContain("approve", "reject", "refer", "claim");
    assertThat(waiting(other.api(), "mine")).contains(filed.id());
    assertThat(waiting(ana, "mine")).doesNotContain(filed.id());
  }

  @Test
  void what_is_held_by_another_is_not_touched() throws Exception {
    claim(other.api());
    var before = filed.everything(ana);

    var answer = filed.command(ana, "claim");

    assertProblem(answer, 409, "held-by-another");
    assertThat(answer.text()).contains(other.username());
    for (var refused :
        List.of(
            filed.approve(ana),
            filed.reject(ana),
            filed.refer(ana),
            filed.command(ana, "release"))) {
      assertProblem(refused, 409, "held-by-another");
      assertThat(refused.text()).contains(other.username());
    }
    assertThat(filed.everything(ana)).isEqualTo(before);
  }

  @Test
  void what_is_released_is_anyones_again() throws Exception {
    claim(other.api());

    var released = filed.command(other.api(), "release");

    assertThat(released.status()).as(released.text()).isEqualTo(200);
    assertThat(filed.seenBy(ana).path("route").path(0).hasNonNull("holder")).isFalse();
    assertThat(waiting(other.api(), "mine")).doesNotContain(filed.id());
    claim(ana);
    assertThat(filed.approvedBy(ana).status()).isEqualTo("GRANTED");
  }

  @Test
  void a_claim_of_ones_own_does_not_make_what_one_saw_stale() throws Exception {
    var seen = filed.seenBy(ana).path("revision").asInt();
    claim(ana);

    var answer = filed.command(ana, "approve", "{\"revision\": %d}".formatted(seen));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void a_claim_made_twice_is_still_one() throws Exception {
    claim(ana);

    assertThat(filed.command(ana, "claim").status()).isIn(200, 409);

    assertThat(filed.seenBy(ana).path("route").path(0).path("holder").toString()).contains("ana");
  }

  @Test
  void a_release_of_what_nobody_holds_changes_nothing() throws Exception {
    var before = filed.everything(ana);

    assertThat(filed.command(ana, "release").status()).isIn(200, 409);

    assertThat(filed.everything(ana)).isEqualTo(before);
  }

  @Test
  void the_next_stage_is_free_again() throws Exception {
    var larger = Filed.by(ada, Draft.consumer());
    assertThat(larger.command(ana, "claim").status()).isEqualTo(200);

    assertThat(larger.approvedBy(ana, max).status()).isEqualTo("GRANTED");
  }

  @Test
  void the_inbox_shows_what_waits_for_my_roles() throws Exception {
    var large = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00"));
    assertThat(waiting(dora, "team")).doesNotContain(large.id());
    assertThat(waiting(max, "team")).doesNotContain(large.id());

    large = large.approvedBy(ana, max);

    assertThat(waiting(dora, "team")).contains(large.id());
    assertThat(waiting(ana, "team")).doesNotContain(large.id());
    assertThat(waiting(dora, "overdue")).doesNotContain(large.id());
    assertThat(large.command(dora, "claim").status()).isEqualTo(200);
    assertThat(waiting(dora, "mine")).contains(large.id());
    assertThat(large.approvedBy(dora).status()).isEqualTo("GRANTED");
    assertThat(waiting(dora, "mine")).doesNotContain(large.id());
    assertThat(waiting(dora, "team")).doesNotContain(large.id());
  }

  @Test
  void the_inbox_leaves_out_what_one_may_not_decide() throws Exception {
    var both = newStaff("\"analyst\", \"manager\"").api();
    var larger = Filed.by(ada, Draft.consumer()).approvedBy(both);

    assertThat(waiting(both, "team")).doesNotContain(larger.id());
    assertThat(larger.withdraw().status()).isEqualTo(200);
  }
}
