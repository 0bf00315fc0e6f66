package dev.countersign.testkit;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Product;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;
import java.time.ZoneId;
import java.util.List;

/** The standard policy, but for what a test changes about it. */
public final class PolicyBuilder {
  private final CreditPolicy standard = StandardPolicy.get();
  private String version = "test-1";
  private Money minimumAmount = standard.minimumAmount();
  private List<Product> products = standard.products();
  private List<Check> checks = standard.rules().checks();
  private OnUnavailable onUnavailable = standard.rules().onUnavailable();
  private Stages stages = standard.stages();
  private ApprovalMatrix approvals = standard.approvals();
  private BusinessCalendar calendar = standard.calendar();
  private int sourceTimeoutMillis = standard.sourceTimeoutMillis();

  private PolicyBuilder() {}

  public static PolicyBuilder aPolicy() {
    return new PolicyBuilder();
  }

  public PolicyBuilder named(String newVersion) {
    version = newVersion;
    return this;
  }

  public PolicyBuilder from(Money smallestAmount) {
    minimumAmount = smallestAmount;
    return this;
  }

  public PolicyBuilder checking(Check... newChecks) {
    checks = List.of(newChecks);
    return this;
  }

  public PolicyBuilder whenUnavailable(OnUnavailable then) {
    onUnavailable = then;
    return this;
  }

  public PolicyBuilder withStages(Stages newStages, ApprovalMatrix newApprovals) {
    stages = newStages;
    approvals = newApprovals;
    return this;
  }

  public PolicyBuilder waitingForSources(int millis) {
    sourceTimeoutMillis = millis;
    return this;
  }

  /** Every product is paid back under these terms. */
  public PolicyBuilder lending(RepaymentTerms terms) {
    products =
        products.stream()
            .map(product ->
                new Product(
                    product.code(),
                    product.maximumAmount(),
                    product.maximumTermMonths(),
                    terms,
                    product.needsProperty(),
                    product.approvedAtLeastBy()))
            .toList();
    return this;
  }

  public PolicyBuilder in(ZoneId zone) {
    var now = calendar;
    calendar =
        new BusinessCalendar(zone, now.workdays(), now.opens(), now.closes(), now.holidays());
    return this;
  }

  public CreditPolicy build() {
    return new CreditPolicy(
        version,
        standard.currency(),
        minimumAmount,
        standard.minimumAgeYears(),
        products,
        new RuleSet(standard.rules().scorecard(), checks, onUnavailable),
        approvals,
        stages,
        standard.answerWithinHours(),
        calendar,
        sourceTimeoutMillis);
  }
}
