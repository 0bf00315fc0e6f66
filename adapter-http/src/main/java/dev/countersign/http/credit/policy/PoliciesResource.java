package dev.countersign.http.credit.policy;

import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.post;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.PublishPolicy;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.application.credit.policy.Publisher;
import dev.countersign.application.credit.policy.ReadPolicies;
import dev.countersign.application.credit.policy.ReadPolicies.PolicyView;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.PolicyFlaw;
import dev.countersign.domain.credit.policy.PolicyReview;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Fields;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies, those of the past and of the future too, and how one is published. */
public final class PoliciesResource implements Resource {
  private static final String POLICIES = "/api/v1/policies";

  private final ReadPolicies policies;
  private final PublishPolicy publish;

  public PoliciesResource(ReadPolicies policies, PublishPolicy publish) {
    this.policies = policies;
    this.publish = publish;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(POLICIES, Access.holding(CreditPermissions.POLICY_READ), this::list),
        get(POLICIES + "/{version}", Access.holding(CreditPermissions.POLICY_READ), this::show),
        post(POLICIES, Access.holding(CreditPermissions.POLICY_PUBLISH), this::publish));
  }

  private Answer list(Call call) {
    return Answers.list(policies.all(call.caller()).stream().map(VersionJson::of).toList());
  }

  private Answer show(Call call) {
    return policies
        .find(call.pathPart("version"), call.caller())
        .map(view -> Answers.ok(PolicyJson.of(view.published(), view.inForce())))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer publish(Call call) {
    var wanted = call.json(Wanted::read);
    return switch (PolicyReview.read(wanted.document)) {
      case PolicyReview.Flawed flawed -> invalid(flawed.flaws());
      case PolicyReview.Sound sound ->
          call.once(() ->
              answer(
                  publish.handle(
                      new PublishPolicy.Command(
                          sound.policy(),
                          wanted.effectiveFrom,
                          new Publisher.Person(call.caller())))));
    };
  }

  private static Answer answer(PublishPolicy.Outcome outcome) {
    return switch (outcome) {
      case PublishPolicy.Published published ->
          Answers.created(
              PublicationJson.of(published.policy()), location(published.policy()), Map.of());
      case PublishPolicy.AlreadyInForce already ->
          Answers.ok(
              PublicationJson.of(already.policy()), Map.of("Location", location(already.policy())));
      case PublishPolicy.Flawed flawed -> invalid(flawed.flaws());
      case PublishPolicy.VersionTaken taken ->
          Answers.of(
              Problem.of(
                  ProblemType.VERSION_TAKEN,
                  "The version %s has the hash %s: give yours another version."
                      .formatted(taken.by().version(), taken.by().hash())));
      case PublishPolicy.OutOfTime time ->
          Answers.of(
              Problem.invalid(
                  List.of(
                      new FieldError(
                          "effectiveFrom",
                          "out-of-range",
                          "Choose an instant from %s to %s, or leave it out for now."
                              .formatted(time.earliest(), time.latest())))));
    };
  }

  private static String location(PublishedPolicy published) {
    return POLICIES
        + "/"
        + URLEncoder.encode(published.ref().version(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Each with its place in the body: {@code policy.products[0].code}. */
  private static Answer invalid(List<PolicyFlaw> flaws) {
    return Answers.of(
        Problem.invalid(
            flaws.stream()
                .map(flaw ->
                    new FieldError(
                        "policy" + flaw.path().substring(1), flaw.code(), flaw.message()))
                .toList()));
  }

  private record Wanted(String document, Optional<Instant> effectiveFrom) {
    static Wanted read(Fields body) {
      return new Wanted(
          body.document("policy"),
          body.optionalValue(
              "effectiveFrom", Wanted::instant, "Send an instant such as 2026-06-01T00:00:00Z."));
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("no instant", e);
      }
    }
  }

  /**
   * @param publishedBy a person's id, or as the audit trail names whoever it was
   */
  private record VersionJson(
      String version,
      String hash,
      Instant since,
      Instant publishedAt,
      String publishedBy,
      boolean inForce) {
    static VersionJson of(PolicyView view) {
      var published = view.published();
      return new VersionJson(
          published.ref().version(),
          published.ref().hash().value(),
          published.since(),
          published.publication().publishedAt(),
          published.publication().publishedBy(),
          view.inForce());
    }
  }

  private record PublicationJson(
      String version, String hash, Instant since, Instant publishedAt, String publishedBy) {
    static PublicationJson of(PublishedPolicy published) {
      return new PublicationJson(
          published.ref().version(),
          published.ref().hash().value(),
          published.since(),
          published.publication().publishedAt(),
          published.publication().publishedBy());
    }
  }

  /**
   * @param document the canonical text that the hash is of
   */
  private record PolicyJson(
      String version,
      String hash,
      Instant since,
      Instant publishedAt,
      String publishedBy,
      boolean inForce,
      @JsonRawValue String document) {
    static PolicyJson of(PublishedPolicy published, boolean inForce) {
      return new PolicyJson(
          published.ref().version(),
          published.ref().hash().value(),
          published.since(),
          published.publication().publishedAt(),
          published.publication().publishedBy(),
          inForce,
          CanonicalJson.write(published.policy()));
    }
  }
}
