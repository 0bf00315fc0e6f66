package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did what, when and from where. */
class AuditTest extends AcceptanceTest {
  private static final String AUDIT = "/api/v1/audit";

  /** Entries that name this, newest first as they are listed. */
  private static List<JsonNode> entries(String naming) throws Exception {
    return all(root, AUDIT + "?limit=100", entry -> entry.toString().contains(naming));
  }

  private static void assertEntry(List<JsonNode> entries, String words) {
    assertThat(entries)
        .as(words)
        .anySatisfy(entry ->
            assertThat(entry.toString().toLowerCase(Locale.ROOT))
                .containsPattern(words)
                .contains("127.0.0.1"));
  }

  @Test
  void a_log_in_a_failed_one_and_a_log_out_are_kept() throws Exception {
    var someone = newApplicant();
    assertThat(Tokens.ask(someone.username(), "not my password").status()).isEqualTo(401);
    assertThat(someone.api().exchange("POST", "/api/v1/logout", new byte[0]).status())
        .isEqualTo(204);

    var entries = entries(someone.username());

    assertEntry(entries, "registered?|created?");
    assertEntry(entries, "log-?in|logged-?in");
    assertEntry(entries, "fail|refused|denied");
    assertEntry(entries, "log-?out|logged-?out");
    assertThat(entries.toString()).doesNotContain("not my password", Product.PASSWORD);
  }

  @Test
  void a_name_that_nobody_has_is_not_kept_for_it_may_be_a_password() throws Exception {
    var slip = Product.unique("my-secret-in-the-wrong-field-");
    assertThat(Tokens.ask(slip, "").status()).isIn(400, 401);
    assertThat(Tokens.ask(slip, "not my password").status()).isEqualTo(401);

    assertThat(entries(slip)).isEmpty();
  }

  @Test
  void it_is_filtered_by_actor_action_subject_and_time() throws Exception {
    var someone = newApplicant();
    var filed = Filed.by(someone.api(), Draft.consumer());
    assertThat(filed.reject(ana).status()).isEqualTo(200);
    var subject = "subject=" + encoded("credit-request/" + filed.id());

    assertThat(actions(subject)).contains("create", "reject");
    assertThat(actions(subject + "&action=reject")).containsExactly("reject");
    assertThat(actions("actor=" + someone.id()))
        .contains("login", "create")
        .doesNotContain("reject");
    assertThat(actions(subject + "&from=" + today() + "&to=" + today()))
        .containsExactlyElementsOf(actions(subject));
    assertThat(actions(subject + "&from=" + today().plusDays(1))).isEmpty();
    assertThat(actions(subject + "&to=" + today().minusDays(1))).isEmpty();
    assertThat(actions("action=" + Product.unique("none"))).isEmpty();
  }

  private static List<String> actions(String filter) throws Exception {
    return all(root, AUDIT + "?" + filter, entry -> true).stream()
        .map(entry -> entry.path("action").asString())
        .toList();
  }

  @Test
  void what_happens_to_a_request_is_kept() throws Exception {
    var granted = Filed.by(ada, Draft.consumer()).approvedBy(ana, max);
    var rejected = Filed.by(ada, Draft.consumer());
    assertThat(rejected.reject(ana).status()).isEqualTo(200);

    var entries = entries(granted.id());
    assertEntry(entries, "submitt?e?d?|created?");
    assertEntry(entries, "approved?");
    assertThat(entries.toString()).contains("ada", "ana", "max");
    assertEntry(entries(rejected.id()), "reject");
  }

  @Test
  void what_an_admin_does_is_kept() throws Exception {
    var someone = newStaff("\"analyst\"");
    assertThat(root.patch("/api/v1/users/" + someone.id(), "{\"active\": false}").status())
        .isEqualTo(200);

    assertThat(entries(someone.id()).toString()).contains("root");
    assertThat(entries(someone.id())).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void it_is_for_admins_alone() throws Exception {
    for (var other : List.of(ada, ana, max, dora)) {
      assertProblem(other.get(AUDIT), 403);
    }
    assertProblem(anyone.get(AUDIT), 401);
  }

  @Test
  void it_comes_in_pages_newest_first() throws Exception {
    var first = root.get(AUDIT + "?limit=2");
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(items(first.json())).hasSize(2);
    assertThat(first.raw().headers().firstValue("Link"))
        .hasValueSatisfying(link -> assertThat(link).contains("rel=\"next\""));

    var second =
        root.get(AUDIT + "?limit=2&cursor=" + encoded(first.json().path("next").asString()));

    assertThat(items(second.json())).hasSize(2).doesNotContainAnyElementsOf(items(first.json()));
    var times =
        Stream.concat(items(first.json()).stream(), items(second.json()).stream())
            .map(entry -> entry.path("at").asString())
            .toList();
    assertThat(times).doesNotContain("").isSortedAccordingTo(Comparator.reverseOrder());
    for (var wrong : List.of("limit=0", "limit=101", "limit=x", "cursor=nonsense")) {
      assertProblem(root.get(AUDIT + "?" + wrong), 400);
    }
  }
}
