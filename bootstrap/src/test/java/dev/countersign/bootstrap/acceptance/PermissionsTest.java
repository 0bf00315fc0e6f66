package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may call what, and what is not theirs to see. */
class PermissionsTest extends AcceptanceTest {
  private static final String NOWHERE = REQUESTS + "/00000000-0000-7000-8000-000000000000";

  /** Every call that is not open to anyone, as {@code METHOD path}. */
  private static final List<String> PROTECTED =
      List.of(
          "GET /api/v1/users",
          "POST /api/v1/staff",
          "PATCH /api/v1/users/1",
          "POST /api/v1/logout",
          "GET /api/v1/me",
          "PUT /api/v1/me/preferences",
          "POST /api/v1/credit-requests",
          "GET /api/v1/credit-requests",
          "GET /api/v1/credit-requests/1",
          "GET /api/v1/credit-requests/1/history",
          "GET /api/v1/credit-requests/1/analysis",
          "POST /api/v1/credit-requests/1/approve",
          "POST /api/v1/credit-requests/1/reject",
          "POST /api/v1/credit-requests/1/refer",
          "POST /api/v1/credit-requests/1/revise",
          "POST /api/v1/credit-requests/1/withdraw",
          "POST /api/v1/credit-requests/1/claim",
          "POST /api/v1/credit-requests/1/release",
          "GET /api/v1/inbox",
          "GET /api/v1/credit-requests/1/schedule",
          "POST /api/v1/schedule-previews",
          "GET /api/v1/audit",
          "GET /api/v1/policies",
          "GET /api/v1/policies/1",
          "GET /api/v1/dashboard/summary",
          "PUT /api/v1/bureau-records/1");

  private static final List<String> OF_THE_STAGE =
      List.of("approve", "reject", "refer", "claim", "release");

  private static Api.Answer call(Api caller, String call) throws Exception {
    var parts = call.split(" ", -1);
    return parts[0].equals("GET")
        ? caller.get(parts[1])
        : caller.exchange(
            parts[0],
            parts[1],
            bytes(body(parts[1].substring(parts[1].lastIndexOf('/') + 1))),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            Product.unique("key-"));
  }

  /** What the call takes, if it came from someone who may make it. */
  private static String body(String command) {
    return switch (command) {
      case "approve" -> "{\"revision\": 2}";
      case "reject" -> "{\"revision\": 2, \"reason\": \"None\"}";
      case "refer" -> "{\"revision\": 2, \"question\": \"Which?\"}";
      case "revise" -> Draft.consumer().with("revision", 2).json();
      default -> "";
    };
  }

  @Test
  void without_a_valid_token_there_is_nothing_to_see() throws Exception {
    for (var call : PROTECTED) {
      var without = call(anyone, call);
      assertProblem(without, 401);
      assertThat(without.raw().headers().firstValue("WWW-Authenticate"))
          .as(call)
          .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
      assertProblem(call(anyone.with("forged"), call), 401);
    }
  }

  @Test
  void who_may_never_do_it_is_told_so() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var before = filed.everything(ada);
    var path = "POST " + filed.path() + "/";
    var ofAdmins =
        List.of(
            "GET /api/v1/users",
            "POST /api/v1/staff",
            "PATCH /api/v1/users/1",
            "GET /api/v1/audit",
            "PUT /api/v1/bureau-records/1");
    var ofStaff =
        List.of(
            "GET /api/v1/inbox",
            "GET /api/v1/policies",
            "GET /api/v1/policies/1",
            "GET /api/v1/dashboard/summary");

    for (var call : ofStaff) {
      assertProblem(call(ada, call), 403);
    }
    for (var other : List.of(ada, ana, max, dora)) {
      for (var call : ofAdmins) {
        assertProblem(call(other, call), 403);
      }
    }
    for (var command : OF_THE_STAGE) {
      assertProblem(call(ada, path + command), 403);
      assertProblem(call(root, path + command), 403);
    }
    for (var staff : List.of(ana, max, dora, root)) {
      assertProblem(call(staff, path + "revise"), 403);
      assertProblem(call(staff, path + "withdraw"), 403);
      assertProblem(staff.post(REQUESTS, Draft.consumer().json(), Product.unique("key-")), 403);
    }

    assertThat(filed.everything(ada)).isEqualTo(before);
  }

  @Test
  void someone_elses_request_does_not_exist() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var before = filed.everything(ada);
    var other = newApplicant().api();

    for (var call :
        Map.of(
                "", "GET",
                "/history", "GET",
                "/analysis", "GET",
                "/schedule", "GET",
                "/withdraw", "POST",
                "/revise", "POST")
            .entrySet()) {
      var theirs = call(other, call.getValue() + " " + filed.path() + call.getKey());
      var nowhere = call(other, call.getValue() + " " + NOWHERE + call.getKey());
      assertProblem(theirs, 404);
      assertThat(theirs.text().replace(filed.id(), ""))
          .isEqualTo(nowhere.text().replace(NOWHERE.substring(REQUESTS.length() + 1), ""));
    }
    assertProblem(
        other.exchange(
            "GET", filed.path(), new byte[0], "If-None-Match", "\"" + filed.revision() + "\""),
        404);
    for (var command : OF_THE_STAGE) {
      var theirs = call(other, "POST " + filed.path(command));
      assertThat(theirs.status()).as(command).isIn(403, 404);
      assertThat(call(other, "POST " + NOWHERE + "/" + command).status())
          .isEqualTo(theirs.status());
    }

    assertThat(filed.everything(ada)).isEqualTo(before);
  }

  @Test
  void a_request_that_is_not_there_is_not_found_by_anyone() throws Exception {
    for (var id : List.of(NOWHERE, REQUESTS + "/1", REQUESTS + "/x'y", REQUESTS + "/%00")) {
      for (var part : List.of("", "/history", "/analysis", "/schedule")) {
        assertThat(ana.get(id + part).status()).as(id + part).isIn(400, 404);
      }
    }
    for (var command : OF_THE_STAGE) {
      assertProblem(call(ana, "POST " + NOWHERE + "/" + command), 404);
    }
    assertProblem(call(ada, "POST " + NOWHERE + "/withdraw"), 404);
  }

  @Test
  void staff_see_what_every_applicant_asked_for() throws Exception {
    var filed = Filed.by(newApplicant().api(), Draft.consumer());

    for (var staff : List.of(ana, max, dora)) {
      for (var part : List.of("", "/history", "/analysis")) {
        assertThat(staff.get(filed.path() + part).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void someone_elses_list_is_empty() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var other = newApplicant().api();

    for (var query :
        List.of("", "?user=ada", "?q=van", "?q=" + filed.id(), "?status=IN_APPROVAL")) {
      assertThat(items(other.get(REQUESTS + query).json())).as(query).isEmpty();
    }
  }
}
