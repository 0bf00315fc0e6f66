package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;
import java.util.Map;

/** The keys that sign access tokens, for whoever wants to verify one (RFC 7517, section 5). */
public final class KeysResource implements Resource {
  private final JwtTokens tokens;

  public KeysResource(JwtTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public List<Route> routes() {
    return List.of(get("/.well-known/jwks.json", ANYONE, this::show));
  }

  private Answer show(Call call) {
    return Answers.text(
        "application/jwk-set+json",
        "{\"keys\":[" + String.join(",", tokens.publicJwks()) + "]}",
        Map.of("Cache-Control", "public, max-age=60"));
  }
}
