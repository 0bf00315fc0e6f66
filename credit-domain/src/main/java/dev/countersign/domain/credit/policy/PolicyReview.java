package dev.countersign.domain.credit.policy;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.UnreadableJson;
import dev.countersign.domain.credit.approval.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * What is held against a policy before it is published: that it decides something, and that
 * somebody could get credit under it. A policy is not refused by its type for this, so that one
 * that was published before stays readable whatever is looked for later.
 */
public final class PolicyReview {
  private static final int LARGEST_CEILING = 1_000;

  private final CreditPolicy policy;
  private final List<PolicyFlaw> flaws = new ArrayList<>();

  private PolicyReview(CreditPolicy policy) {
    this.policy = policy;
  }

  /** What came of reading a document. */
  public sealed interface Reading {}

  /** A policy without flaws. */
  public record Sound(CreditPolicy policy) implements Reading {}

  /**
   * A document that must not be published.
   *
   * @param flaws at least one; if it is no policy at all, the first thing that stands in the way
   */
  public record Flawed(List<PolicyFlaw> flaws) implements Reading {
    public Flawed {
      flaws = List.copyOf(flaws);
    }
  }

  /**
   * Reads a document and reviews it.
   *
   * @param json canonical or not
   */
  public static Reading read(String json) {
    try {
      var policy = CanonicalJson.read(CreditPolicy.class, json);
      var flaws = flaws(policy);
      return flaws.isEmpty() ? new Sound(policy) : new Flawed(flaws);
    } catch (UnreadableJson e) {
      return new Flawed(List.of(new PolicyFlaw(e.place(), "invalid", "This " + e.why() + ".")));
    } catch (IllegalArgumentException e) {
      return new Flawed(
          List.of(new PolicyFlaw("$", "malformed", "This is " + e.getMessage() + ".")));
    }
  }

  /** All that makes no sense about a policy, in the order of its members; empty if it does. */
  public static List<PolicyFlaw> flaws(CreditPolicy policy) {
    var review = new PolicyReview(policy);
    review.minimumAmount();
    review.products();
    review.checks();
    review.approvals();
    return List.copyOf(review.flaws);
  }

  private void minimumAmount() {
    if (!policy.minimumAmount().isPositive()) {
      note("$.minimumAmount", "not-positive", "The smallest amount is above zero.");
    }
    var products = policy.products();
    if (!products.isEmpty() && products.stream().allMatch(this::isOutOfReach)) {
      note(
          "$.minimumAmount",
          "above-every-maximum",
          "No product goes up to " + policy.minimumAmount() + ": nobody could ask for anything.");
    }
  }

  private void products() {
    var products = policy.products();
    if (products.isEmpty()) {
      note("$.products", "no-products", "Offer at least one product.");
    }
    for (int i = 0; i < products.size(); i++) {
      if (isOutOfReach(products.get(i))) {
        note(
            "$.products[" + i + "].maximumAmount",
            "below-minimum",
            "This is below the smallest amount that may be asked for.");
      }
    }
  }

  private boolean isOutOfReach(Product product) {
    return product.maximumAmount().compareTo(policy.minimumAmount()) < 0;
  }

  private void checks() {
    var checks = policy.rules().checks();
    if (checks.isEmpty()) {
      note("$.rules.checks", "no-checks", "Without a check everybody passes: add at least one.");
    }
    var scorecard = policy.rules().scorecard();
    boolean ofAge = ceiling("ageCeilingYears", scorecard.noHistory().ageCeilingYears());
    boolean ofDependents = ceiling("dependentsCeiling", scorecard.dependents().dependentsCeiling());
    if (ofAge || ofDependents) {
      return;
    }
    var limits = new LimitReview(policy);
    for (int i = 0; i < checks.size(); i++) {
      flaws.addAll(limits.flaws(checks.get(i), "$.rules.checks[" + i + "]"));
    }
  }

  /** Whether a ceiling of the scorecard is beyond all that can be reckoned with. */
  private boolean ceiling(String member, int ceiling) {
    boolean tooHigh = ceiling > LARGEST_CEILING;
    if (tooHigh) {
      note("$.rules.scorecard." + member, "too-large", "This is at most 1,000.");
    }
    return tooHigh;
  }

  private void approvals() {
    var bands = policy.approvals().bands();
    for (int i = 0; i < bands.size(); i++) {
      var path = "$.approvals.bands[" + i + "]";
      if (!bands.get(i).upTo().isPositive()) {
        note(path + ".upTo", "not-positive", "No amount is in this band.");
      }
      var next = i + 1 < bands.size() ? bands.get(i + 1).route() : policy.approvals().above();
      fewerApprovers(
          bands.get(i).route(),
          next,
          i + 1 < bands.size() ? "$.approvals.bands[" + (i + 1) + "].route" : "$.approvals.above");
    }
  }

  private void fewerApprovers(Route smaller, Route larger, String path) {
    if (larger.stages().size() < smaller.stages().size()) {
      note(
          path,
          "fewer-approvers",
          "A larger amount has no fewer approvers: %s come before %s."
              .formatted(smaller.stages(), larger.stages()));
    }
  }

  private void note(String path, String code, String message) {
    flaws.add(new PolicyFlaw(path, code, message));
  }
}
