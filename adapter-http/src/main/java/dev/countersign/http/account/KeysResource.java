package dev.countersign.http.account;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.delete;
import static dev.countersign.http.exchange.Route.get;

import dev.countersign.application.account.Permission;
import dev.countersign.application.account.TrustedKeys;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.Access;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;
import java.util.Map;

/**
 * The keys that sign access tokens, for whoever wants to verify one (RFC 7517, section 5), and for
 * an admin to retire.
 */
public final class KeysResource implements Resource {
  private final JwtTokens tokens;
  private final TrustedKeys keys;

  public KeysResource(JwtTokens tokens, TrustedKeys keys) {
    this.tokens = tokens;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get("/.well-known/jwks.json", ANYONE, this::show),
        delete("/api/v1/signing-keys/{kid}", Access.holding(Permission.USER_MANAGE), this::retire));
  }

  private Answer retire(Call call) {
    call.noBody();
    return switch (keys.retire(call.pathPart("kid"), call.caller())) {
      case RETIRED -> Answers.noContent();
      case NOT_TRUSTED -> Answers.of(Answers.notFound());
    };
  }

  private Answer show(Call call) {
    return Answers.text(
        "application/jwk-set+json",
        "{\"keys\":[" + String.join(",", tokens.publicJwks()) + "]}",
        Map.of("Cache-Control", "public, max-age=60"));
  }
}
