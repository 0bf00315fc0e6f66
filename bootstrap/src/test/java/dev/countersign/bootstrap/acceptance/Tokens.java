package dev.countersign.bootstrap.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.net.URLEncoder;

/** What the token calls give out, and the calls themselves. */
record Tokens(String access, String refresh) {
  private static final String FORM = "application/x-www-form-urlencoded";

  static Tokens of(String username) throws Exception {
    return from(ask(username, Product.PASSWORD));
  }

  static Tokens from(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var json = answer.json();
    assertThat(json.path("token_type").asString()).isEqualToIgnoringCase("bearer");
    assertThat(json.path("expires_in").asInt()).isBetween(1, 1_800);
    assertThat(answer.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
    return new Tokens(json.path("access_token").asString(), json.path("refresh_token").asString());
  }

  static Api.Answer ask(String username, String password) throws Exception {
    return form(
        "/api/v1/token",
        "username="
            + URLEncoder.encode(username, UTF_8)
            + "&password="
            + URLEncoder.encode(password, UTF_8));
  }

  static Api.Answer refresh(String token) throws Exception {
    return form("/api/v1/refresh", "refresh_token=" + URLEncoder.encode(token, UTF_8));
  }

  static Api.Answer form(String path, String form) throws Exception {
    return AcceptanceTest.anyone.exchange(
        "POST", path, AcceptanceTest.bytes(form), "Content-Type", FORM);
  }
}
