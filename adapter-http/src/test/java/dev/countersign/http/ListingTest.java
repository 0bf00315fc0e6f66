package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.domain.canonical.Hash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists: filters, pages, links. */
class ListingTest {
  private static final String REQUESTS = "/api/v1/credit-requests";

  private static RunningApi api;
  private static Client ada;
  private static Client ana;
  private static Client root;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
    ana = api.as(api.people.ana());
    root = api.as(api.people.root());
    for (int i = 1; i <= 5; i++) {
      ada.submit(Bodies.personal(i + "000.00")).mustBe(201);
    }
    ada.submit(Bodies.MORTGAGE).mustBe(201);
    assertThat(api.system.deliver()).isPositive();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<String> amounts(Reply reply) {
    return reply
        .mustBe(200)
        .at("/items")
        .valueStream()
        .map(item -> item.at("/amount/amount").asString())
        .toList();
  }

  @Test
  void the_newest_comes_first() {
    var reply = ada.get(REQUESTS);

    assertThat(amounts(reply))
        .containsExactly("200000.00", "5000.00", "4000.00", "3000.00", "2000.00", "1000.00");
    assertThat(reply.at("/next").isNull()).isTrue();
    assertThat(reply.header("Link")).isEmpty();
  }

  @Test
  void pages_follow_their_links_and_keep_the_filters() {
    var seen = new ArrayList<String>();
    var path = REQUESTS + "?q=new+kitchen&product=PERSONAL&limit=2";
    int pages = 0;
    while (!path.isEmpty()) {
      var page = ana.get(path);
      seen.addAll(amounts(page));
      pages++;
      path = next(page);
    }

    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly("5000.00", "4000.00", "3000.00", "2000.00", "1000.00");
  }

  private static String next(Reply page) {
    var link = page.header("Link");
    if (link.isEmpty()) {
      assertThat(page.at("/next").isNull()).isTrue();
      return "";
    }
    assertThat(link).matches("</api/v1/[^>]+>; rel=\"next\"");
    assertThat(link).contains("limit=2", "cursor=" + page.text("/next"));
    return link.substring(1, link.indexOf('>'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=IN_APPROVAL",
        "status=in_approval",
        "stage=analyst",
        "stage=ANALYST",
        "user=ada",
        "submittedFrom=2026-06-01&submittedTo=2026-06-01",
        "amountMin=1000&amountMax=200000.00",
        "status=&limit=100"
      })
  void filters_that_fit_all_leave_all(String query) {
    assertThat(amounts(ana.get(REQUESTS + "?" + query))).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=GRANTED",
        "stage=director",
        "user=max",
        "product=BUSINESS",
        "submittedFrom=2026-06-02",
        "submittedTo=2026-05-31",
        "amountMin=200000.01",
        "amountMax=999.99",
        "q=nothing+like+it"
      })
  void filters_that_fit_none_leave_none(String query) {
    assertThat(amounts(ana.get(REQUESTS + "?" + query))).isEmpty();
  }

  @Test
  void every_bad_parameter_is_named() {
    var reply =
        ana.get(
            REQUESTS
                + "?status=OPEN&stage=clerk&product=lower&submittedFrom=2026-02-30&submittedTo=x"
                + "&amountMin=1,5&amountMax=-1&limit=101&cursor=%21&q=%00&colour=blue"
                + "&user=a&user=b");

    assertThat(reply.mustBe(400, "validation-failed").errors())
        .containsOnly(
            entry("status", "invalid"),
            entry("stage", "invalid"),
            entry("product", "invalid"),
            entry("submittedFrom", "invalid"),
            entry("submittedTo", "invalid"),
            entry("amountMin", "invalid"),
            entry("amountMax", "invalid"),
            entry("limit", "invalid"),
            entry("cursor", "invalid"),
            entry("q", "invalid"),
            entry("colour", "unknown-parameter"),
            entry("user", "repeated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1.5", "many", "99999999999"})
  void a_page_has_1_to_100_items(String limit) {
    assertThat(ana.get(REQUESTS + "?limit=" + limit).mustBe(400).errors())
        .containsExactly(entry("limit", "invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eHh4", "%25", "AAA", "MS8y"})
  void a_made_up_cursor_is_refused(String cursor) {
    for (var list : List.of(REQUESTS, "/api/v1/audit")) {
      assertThat(root.get(list + "?cursor=" + cursor).mustBe(400).errors())
          .containsExactly(entry("cursor", "invalid"));
    }
  }

  @Test
  void applicants_see_their_own_alone() {
    try (var other = RunningApi.start()) {
      other.as(other.people.ada()).submit(Bodies.MORTGAGE).mustBe(201);
      var eve = "{\"username\":\"eve\",\"password\":\"correct horse battery\",\"fullName\":\"E\",";
      other.anyone().post("/api/v1/users", eve + "\"email\":\"e@example.org\"}").mustBe(201);
      var stranger = other.logIn("eve", "correct horse battery");

      assertThat(amounts(stranger.get(REQUESTS))).isEmpty();
      assertThat(amounts(stranger.get(REQUESTS + "?user=ada"))).isEmpty();
    }
  }

  @Test
  void the_audit_trail_has_filters_and_pages_too() {
    var first = root.get("/api/v1/audit?action=create&limit=2").mustBe(200);
    var second = root.get(next(first)).mustBe(200);

    assertThat(first.at("/items")).hasSize(2);
    assertThat(first.text("/items/0/actorName")).isEqualTo("ada");
    assertThat(first.text("/items/0/address")).isEqualTo("127.0.0.1");
    assertThat(second.at("/items/0/id")).isNotEqualTo(first.at("/items/0/id"));
    var actor = "?actor=" + api.people.ada().id() + "&from=2026-06-01&to=2026-06-01";
    assertThat(root.get("/api/v1/audit" + actor).mustBe(200).at("/items").valueStream())
        .extracting(item -> item.get("action").asString())
        .contains("login", "create");
    assertThat(root.get("/api/v1/audit?to=2026-06-01T11:59:59Z").mustBe(200).at("/items"))
        .isEmpty();
  }

  @Test
  void accounts_come_by_name_and_in_pages() {
    var names = new ArrayList<String>();
    var path = "/api/v1/users?limit=2";
    while (!path.isEmpty()) {
      var page = root.get(path).mustBe(200);
      page.at("/items").valueStream().map(ListingTest::username).forEach(names::add);
      path = next(page);
    }

    assertThat(names).containsExactly("ada", "ana", "dora", "max", "root");
  }

  private static String username(JsonNode account) {
    return account.get("username").asString();
  }

  @Test
  void the_summary_counts_by_status_stage_and_product() {
    var summary = ana.get("/api/v1/dashboard/summary?submittedFrom=2026-06-01").mustBe(200);

    assertThat(summary.json())
        .isEqualTo(
            Reply.parse(
                """
                {"total": 6,
                 "byStatus": {"SUBMITTED": 0, "IN_APPROVAL": 6, "REFERRED": 0, "GRANTED": 0,
                   "DECLINED": 0, "REJECTED": 0, "WITHDRAWN": 0, "EXPIRED": 0},
                 "byStage": {"analyst": 6, "manager": 0, "director": 0},
                 "byProduct": {"MORTGAGE": 1, "PERSONAL": 5}}
                """));
    assertThat(ana.get("/api/v1/dashboard/summary?submittedTo=2026-05-31").at("/total").asInt())
        .isZero();
  }

  @Test
  void policies_are_shown_with_the_text_that_their_hash_is_of() {
    var list = ana.get("/api/v1/policies").mustBe(200);
    var one = ana.get("/api/v1/policies/standard-2").mustBe(200);

    assertThat(list.at("/items")).hasSize(1);
    assertThat(one.text("/hash")).isEqualTo(list.text("/items/0/hash"));
    assertThat(Hash.of(document(one)).value()).isEqualTo(one.text("/hash"));
    ana.get("/api/v1/policies/standard-3").mustBe(404, "not-found");
  }

  private static String document(Reply policy) {
    var start = policy.body().indexOf("\"document\":") + "\"document\":".length();
    return policy.body().substring(start, policy.body().length() - 1);
  }
}
