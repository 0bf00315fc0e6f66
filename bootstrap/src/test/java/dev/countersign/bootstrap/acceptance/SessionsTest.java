package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import org.junit.jupiter.api.Test;

class SessionsTest extends AcceptanceTest {
  private static Api.Answer me(Tokens tokens) throws Exception {
    return anyone.with(tokens.access()).get("/api/v1/me");
  }

  private static Api.Answer logOut(Tokens tokens) throws Exception {
    return anyone.with(tokens.access()).exchange("POST", "/api/v1/logout", new byte[0]);
  }

  @Test
  void an_unknown_user_and_a_wrong_password_get_the_same_answer() throws Exception {
    var wrong = Tokens.ask(newApplicant().username(), "not my password");
    var unknown = Tokens.ask(Product.unique("nobody"), "not my password");

    assertProblem(wrong, 401);
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(unknown.status()).isEqualTo(wrong.status());
    assertThat(unknown.raw().headers().map().keySet())
        .isEqualTo(wrong.raw().headers().map().keySet());
  }

  @Test
  void a_log_in_needs_both_its_fields() throws Exception {
    assertThat(Tokens.form("/api/v1/token", "").status()).isIn(400, 401);
    assertThat(Tokens.form("/api/v1/token", "username=ada").status()).isIn(400, 401);
    assertThat(Tokens.form("/api/v1/token", "username=%00&password=%00").status()).isIn(400, 401);
    assertThat(Tokens.ask("ada", "x".repeat(100_000)).status()).isIn(400, 401);
    assertThat(Tokens.form("/api/v1/token", "username=ada&password=%zz").status()).isIn(400, 401);
    assertProblem(anyone.post("/api/v1/token", "{\"username\": \"ada\"}"), 415);
  }

  @Test
  void a_refresh_gives_new_tokens_and_takes_form_or_json() throws Exception {
    var first = Tokens.of(newApplicant().username());

    var second = Tokens.from(Tokens.refresh(first.refresh()));
    var third =
        Tokens.from(
            anyone.post("/api/v1/refresh", "{\"refresh_token\": \"" + second.refresh() + "\"}"));

    assertThat(second.refresh()).isNotEqualTo(first.refresh());
    assertThat(third.refresh()).isNotIn(first.refresh(), second.refresh());
    assertThat(third.access()).isNotIn(first.access(), second.access());
    assertThat(me(third).status()).isEqualTo(200);
  }

  @Test
  void a_refresh_token_used_twice_revokes_its_family_and_no_other() throws Exception {
    var username = newApplicant().username();
    var first = Tokens.of(username);
    var otherDevice = Tokens.of(username);
    var second = Tokens.from(Tokens.refresh(first.refresh()));

    assertProblem(Tokens.refresh(first.refresh()), 401);

    assertProblem(Tokens.refresh(second.refresh()), 401);
    assertProblem(me(second), 401);
    assertThat(me(otherDevice).status()).isEqualTo(200);
    assertThat(Tokens.refresh(otherDevice.refresh()).status()).isEqualTo(200);
  }

  @Test
  void what_is_no_refresh_token_refreshes_nothing() throws Exception {
    var tokens = Tokens.of(newApplicant().username());

    assertProblem(Tokens.refresh("nonsense"), 401);
    assertProblem(Tokens.refresh(tokens.access()), 401);
    assertProblem(Tokens.refresh(tokens.refresh() + "x"), 401);
    assertThat(Tokens.refresh("").status()).isIn(400, 401);
    assertThat(anyone.post("/api/v1/refresh", "{}").status()).isIn(400, 401);
    assertThat(anyone.post("/api/v1/refresh", "{\"refresh_token\": 5}").status()).isIn(400, 401);
    assertProblem(anyone.with(tokens.refresh()).get("/api/v1/me"), 401);
    assertThat(Tokens.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  @Test
  void a_log_out_ends_the_access_token_and_the_whole_family() throws Exception {
    var username = newApplicant().username();
    var first = Tokens.of(username);
    var otherDevice = Tokens.of(username);
    var second = Tokens.from(Tokens.refresh(first.refresh()));

    var answer = logOut(second);

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    assertProblem(me(second), 401);
    assertProblem(me(first), 401);
    assertProblem(Tokens.refresh(second.refresh()), 401);
    assertProblem(logOut(second), 401);
    assertThat(me(otherDevice).status()).isEqualTo(200);
  }

  @Test
  void guessing_at_one_account_is_slowed_down_and_hurts_no_other() throws Exception {
    var victim = newApplicant().username();
    Api.Answer answer;
    var guesses = 0;
    do {
      answer = Tokens.ask(victim, "guess number " + guesses++);
    } while (answer.status() == 401 && guesses < 100);

    assertProblem(answer, 429);
    assertThat(answer.raw().headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    assertThat(guesses).isBetween(4, 100);
    assertThat(newApplicant().api().get("/api/v1/me").status()).isEqualTo(200);
  }
}
