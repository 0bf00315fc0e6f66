package dev.countersign.domain.credit.policy;

import static java.util.stream.Collectors.joining;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.WorkStatus;
import dev.countersign.domain.credit.repayment.Annuity;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.text.WrittenText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * All the rules of credit, as one immutable document. A request is pinned to the version it was
 * submitted under; a later version touches only later requests.
 *
 * @param version its name for people, 1 to 50 characters
 * @param currency of every amount
 * @param minimumAmount that may be asked for
 * @param minimumAgeYears of the applicant, on the day of submission, 0 to 130
 * @param products each code once
 * @param stages the levels of approval, lowest first; every route takes its stages from them
 * @param answerWithinHours working hours that the applicant has to answer a question, 1 to 10,000
 * @param sourceTimeoutMillis how long a check waits for an outside source, 1 to 60,000
 */
public record CreditPolicy(
    String version,
    Currency currency,
    Money minimumAmount,
    int minimumAgeYears,
    List<Product> products,
    RuleSet rules,
    ApprovalMatrix approvals,
    Stages stages,
    int answerWithinHours,
    BusinessCalendar calendar,
    int sourceTimeoutMillis) {
  /** Declared amounts beyond ten billion are a slip of the keyboard; sums of them stay exact. */
  static final long MAX_DECLARED_MINOR_UNITS = 1_000_000_000_000L;

  /** No bureau rates anybody higher. */
  static final int HIGHEST_RATING = 10_000;

  private static final int MAX_EXISTING_CREDITS = 100;

  public CreditPolicy {
    products = List.copyOf(products);
    if (version.isBlank() || WrittenText.length(version) > 50) {
      throw new IllegalArgumentException("a policy's version has 1 to 50 characters");
    }
    var codes = new HashSet<ProductCode>();
    for (var product : products) {
      if (!codes.add(product.code())) {
        throw new IllegalArgumentException("two products have the code " + product.code());
      }
    }
    for (var amount : amounts(minimumAmount, products, rules, approvals)) {
      if (!amount.currency().equals(currency)) {
        throw new IllegalArgumentException(amount + " is not in " + currency);
      }
    }
    if (minimumAgeYears < 0 || minimumAgeYears > 130) {
      throw new IllegalArgumentException("the least age is 0 to 130 years: " + minimumAgeYears);
    }
    requireRoutes(stages, approvals, products);
    BusinessCalendar.requireWorkingHours(answerWithinHours);
    if (sourceTimeoutMillis < 1 || sourceTimeoutMillis > 60_000) {
      throw new IllegalArgumentException("a source has 1 to 60,000 ms: " + sourceTimeoutMillis);
    }
  }

  private static void requireRoutes(
      Stages stages, ApprovalMatrix approvals, List<Product> products) {
    int reached = 0;
    for (var route : approvals.routes()) {
      stages.requireAscending(route);
      int last = stages.rank(route.last());
      if (last < reached) {
        throw new IllegalArgumentException("a larger amount takes no shorter route");
      }
      reached = last;
    }
    for (var product : products) {
      var unused = stages.rules(product.approvedAtLeastBy());
    }
  }

  private static List<Money> amounts(
      Money minimum, List<Product> products, RuleSet rules, ApprovalMatrix approvals) {
    var amounts = new ArrayList<Money>();
    amounts.add(minimum);
    products.forEach(product -> {
      amounts.add(product.maximumAmount());
      amounts.addAll(product.repayment().amounts());
    });
    approvals.bands().forEach(band -> amounts.add(band.upTo()));
    rules.checks().forEach(check -> amounts.addAll(check.amounts()));
    return amounts;
  }

  /** The name that later decisions keep; the hash is of the canonical text of this policy. */
  public PolicyRef ref() {
    return new PolicyRef(version, CanonicalJson.hash(this));
  }

  public Optional<Product> product(ProductCode code) {
    return products.stream().filter(product -> product.code().equals(code)).findFirst();
  }

  /** When a stage that opens at that instant must have decided. */
  public Instant decideBy(Stage stage, Instant openedAt) {
    return calendar.after(openedAt, stages.rules(stage).decideWithinHours());
  }

  /** What time does to a stage that opens at that instant, in order; the last ends the request. */
  public List<Due> escalationPlan(Stage stage, Instant openedAt) {
    var deadline = decideBy(stage, openedAt);
    var escalation = stages.rules(stage).escalation();
    if (escalation.isEmpty()) {
      return List.of(new Due(EscalationStep.EXPIRE, deadline));
    }
    var hours = escalation.get();
    var plan = new ArrayList<Due>();
    plan.add(new Due(EscalationStep.REMIND, calendar.after(openedAt, hours.remindAfterHours())));
    if (stages.above(stage).isPresent()) {
      plan.add(new Due(EscalationStep.ESCALATE, deadline));
    }
    plan.add(new Due(EscalationStep.EXPIRE, calendar.after(openedAt, hours.expireAfterHours())));
    return List.copyOf(plan);
  }

  /** When a question asked at that instant must have been answered. */
  public Instant answerBy(Instant askedAt) {
    return calendar.after(askedAt, answerWithinHours);
  }

  /**
   * Holds what is asked for against the limits of the product.
   *
   * @return all that is wrong; empty if the policy offers such a credit
   */
  public List<Violation> limits(ProductCode code, Money amount, int termMonths) {
    var violations = new ArrayList<Violation>();
    var product = product(code);
    if (product.isEmpty()) {
      var known = products.stream().map(p -> p.code().value()).sorted().toList();
      violations.add(violation("product", "unknown-product", "Choose one of " + known + "."));
    }
    checkDeclared("amount", amount, violations);
    if (amount.currency().equals(currency)) {
      if (amount.compareTo(minimumAmount) < 0) {
        violations.add(
            violation("amount", "below-minimum", "Ask for at least " + minimumAmount + "."));
      }
      product
          .map(Product::maximumAmount)
          .filter(maximum -> amount.compareTo(maximum) > 0)
          .ifPresent(maximum ->
              violations.add(
                  violation("amount", "above-maximum", code + " goes up to " + maximum + ".")));
    }
    if (termMonths < 1) {
      violations.add(violation("termMonths", "below-minimum", "Choose at least one month."));
    }
    product
        .map(Product::maximumTermMonths)
        .filter(maximum -> termMonths > maximum)
        .ifPresent(maximum ->
            violations.add(
                violation(
                    "termMonths",
                    "above-maximum",
                    code + " runs at most " + maximum + " months.")));
    if (violations.isEmpty()) {
      checkInstalments(product.orElseThrow().repayment(), amount, termMonths, violations);
    }
    return violations;
  }

  private static void checkInstalments(
      RepaymentTerms terms, Money amount, int termMonths, List<Violation> violations) {
    if (terms
        .feesAtGrant(amount)
        .filter(fees -> fees.deducted().compareTo(amount) >= 0)
        .isPresent()) {
      violations.add(
          violation("amount", "below-fees", "The fees leave nothing of this amount to pay out."));
    }
    terms
        .unevenness(amount, termMonths)
        .ifPresent(unevenness ->
            violations.add(
                switch (unevenness) {
                  case ZERO_INSTALMENT ->
                      violation(
                          "termMonths",
                          "zero-instalments",
                          "Choose a shorter term: some instalments would be nothing.");
                  case LAST_DIFFERS ->
                      violation(
                          "termMonths",
                          "uneven-instalments",
                          "Choose a shorter term: the last instalment would differ from the others"
                              + " by more than half.");
                }));
  }

  /**
   * Holds a whole proposal against the policy.
   *
   * @return all that is wrong with it
   */
  public List<Violation> violations(Proposal proposal, Instant at) {
    var violations = limits(proposal.product(), proposal.amount(), proposal.termMonths());
    product(proposal.product()).ifPresent(product -> checkProperty(proposal, product, violations));
    againstEveryone(proposal, calendar.dayAt(at), violations);
    return List.copyOf(violations);
  }

  /** The route of a proposal without violations. */
  Route routeFor(Proposal proposal) {
    var product = product(proposal.product()).orElseThrow();
    return stages.reaching(product.approvedAtLeastBy(), approvals.routeFor(proposal.amount()));
  }

  private static void checkProperty(
      Proposal proposal, Product product, List<Violation> violations) {
    if (product.needsProperty() && proposal.property().isEmpty()) {
      violations.add(
          violation("property", "required", product.code() + " needs a property to secure it."));
    }
    if (!product.needsProperty() && proposal.property().isPresent()) {
      violations.add(violation("property", "not-allowed", product.code() + " takes no property."));
    }
  }

  private void againstEveryone(Proposal proposal, LocalDate today, List<Violation> violations) {
    if (proposal.applicant().ageOn(today) < minimumAgeYears) {
      violations.add(
          violation(
              "applicant.dateOfBirth",
              "below-minimum-age",
              "An applicant is at least %d years old.".formatted(minimumAgeYears)));
    }
    violations.addAll(new History(today, minimumAgeYears).violations(proposal.applicant()));
    if (proposal.applicant().taxId().filter(taxId -> !taxId.isPossible()).isPresent()) {
      violations.add(
          violation(
              "applicant.taxId", "check-digits", "The check digits don't belong to this number."));
    }
    checkWorkStatus(proposal.applicant().workStatus(), violations);
    checkDeclared(
        "applicant.grossMonthlyIncome", proposal.applicant().grossMonthlyIncome(), violations);
    proposal
        .property()
        .ifPresent(property -> checkDeclared("property.value", property.value(), violations));
    List<ExistingCredit> credits = proposal.applicant().existingCredits();
    if (credits.size() > MAX_EXISTING_CREDITS) {
      violations.add(
          violation(
              "applicant.existingCredits",
              "too-many",
              "At most %d existing credits can be given.".formatted(MAX_EXISTING_CREDITS)));
    }
    for (int i = 0; i < credits.size(); i++) {
      var field = "applicant.existingCredits[" + i + "]";
      checkDeclared(field + ".amount", credits.get(i).amount(), violations);
      if (credits.get(i).termMonths() > Annuity.MAX_MONTHS) {
        violations.add(
            violation(
                field + ".termMonths",
                "above-maximum",
                "A term is at most " + Annuity.MAX_MONTHS + " months."));
      }
    }
  }

  private void checkWorkStatus(WorkStatus status, List<Violation> violations) {
    var known = rules.scorecard().work().workScores().keySet();
    if (!known.contains(status)) {
      var names = known.stream().map(WorkStatus::value).sorted().collect(joining(", "));
      violations.add(violation("applicant.workStatus", "invalid", "Choose one of " + names + "."));
    }
  }

  private void checkDeclared(String field, Money amount, List<Violation> violations) {
    if (!amount.currency().equals(currency)) {
      violations.add(
          violation(
              field, "unsupported-currency", "Amounts are in " + currency.getCurrencyCode() + "."));
    } else if (amount.minorUnits() > MAX_DECLARED_MINOR_UNITS) {
      var most = Money.ofMinor(MAX_DECLARED_MINOR_UNITS, currency);
      violations.add(violation(field, "too-large", "An amount is at most " + most + "."));
    }
  }

  private static Violation violation(String field, String code, String message) {
    return new Violation(field, code, message);
  }
}
