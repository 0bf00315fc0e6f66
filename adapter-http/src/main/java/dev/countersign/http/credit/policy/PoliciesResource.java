package dev.countersign.http.credit.policy;

import static dev.countersign.http.exchange.Route.get;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.application.credit.policy.ReadPolicies;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.time.Instant;
import java.util.List;

/** The policies, those of the past too. */
public final class PoliciesResource implements Resource {
  private final ReadPolicies policies;

  public PoliciesResource(ReadPolicies policies) {
    this.policies = policies;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get("/api/v1/policies", Access.holding(CreditPermissions.POLICY_READ), this::list),
        get(
            "/api/v1/policies/{version}",
            Access.holding(CreditPermissions.POLICY_READ),
            this::show));
  }

  private Answer list(Call call) {
    return Answers.list(policies.all(call.caller()).stream().map(VersionJson::of).toList());
  }

  private Answer show(Call call) {
    return policies
        .find(call.pathPart("version"), call.caller())
        .map(published -> Answers.ok(PolicyJson.of(published)))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private record VersionJson(String version, String hash, Instant since) {
    static VersionJson of(PublishedPolicy published) {
      return new VersionJson(
          published.ref().version(), published.ref().hash().value(), published.since());
    }
  }

  /**
   * @param document the canonical text that the hash is of
   */
  private record PolicyJson(
      String version, String hash, Instant since, @JsonRawValue String document) {
    static PolicyJson of(PublishedPolicy published) {
      return new PolicyJson(
          published.ref().version(),
          published.ref().hash().value(),
          published.since(),
          CanonicalJson.write(published.policy()));
    }
  }
}
