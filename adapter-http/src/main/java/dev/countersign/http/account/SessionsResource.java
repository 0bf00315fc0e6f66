package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.Tokens;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Log in, refresh, log out; the answers speak OAuth's own names (RFC 6749, section 5.1). */
public final class SessionsResource implements Resource {
  private static final int MAX_TOKEN_LENGTH = 1_024;

  private final Authentication authentication;

  public SessionsResource(Authentication authentication) {
    this.authentication = authentication;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        post("/api/v1/token", ANYONE, this::logIn),
        post("/api/v1/refresh", ANYONE, this::refresh),
        post("/api/v1/logout", LOGGED_IN, this::logOut));
  }

  private Answer logIn(Call call) {
    var form = call.form();
    var username = form.field("username");
    var password = form.field("password");
    form.end();
    return switch (authentication.logIn(username, password, call.origin())) {
      case Authentication.LoggedIn in -> tokens(in.tokens());
      case Authentication.Denied denied ->
          denied(ProblemType.INVALID_CREDENTIALS, "Check both and try again.");
      case Authentication.TryLater later -> tryLater(later.pause());
    };
  }

  private Answer refresh(Call call) {
    return switch (authentication.refresh(refreshToken(call), call.origin())) {
      case Authentication.Refreshed refreshed -> tokens(refreshed.tokens());
      case Authentication.Denied denied ->
          denied(ProblemType.INVALID_REFRESH_TOKEN, "Log in again.");
    };
  }

  private static String refreshToken(Call call) {
    if (!call.isForm()) {
      return call.json(body -> body.secret("refresh_token", MAX_TOKEN_LENGTH));
    }
    var form = call.form();
    var token = form.field("refresh_token");
    form.end();
    return token;
  }

  private Answer logOut(Call call) {
    call.noBody();
    authentication.logOut(call.caller());
    return Answers.noContent();
  }

  private static Answer tokens(Tokens tokens) {
    return Answers.ok(
        new TokensJson(
            tokens.accessToken(), tokens.refreshToken(), "bearer", tokens.expiresIn().toSeconds()),
        Map.of("Cache-Control", "no-store"));
  }

  private static Answer denied(ProblemType type, String detail) {
    return Answers.of(Problem.of(type, detail).with("WWW-Authenticate", "Bearer"));
  }

  static Answer tryLater(Duration pause) {
    return Answers.of(
        Problem.of(
                ProblemType.TOO_MANY_ATTEMPTS,
                "This name was tried too often: wait before you try it again.")
            .retryAfter(seconds(pause)));
  }

  /** Rounded up, so that nobody comes back too soon. */
  private static long seconds(Duration pause) {
    return Math.max(1, pause.plusMillis(999).toSeconds());
  }

  private record TokensJson(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("refresh_token") String refreshToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}
}
