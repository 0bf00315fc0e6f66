package dev.countersign.testkit;

import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.money.Money;
import java.util.List;

/** The standard policy, but for what a test changes about it. */
public final class PolicyBuilder {
  private final CreditPolicy standard = StandardPolicy.get();
  private String version = "test-1";
  private Money minimumAmount = standard.minimumAmount();
  private List<Check> checks = standard.rules().checks();
  private OnUnavailable onUnavailable = standard.rules().onUnavailable();
  private Stages stages = standard.stages();
  private ApprovalMatrix approvals = standard.approvals();
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

  public CreditPolicy build() {
    return new CreditPolicy(
        version,
        standard.currency(),
        minimumAmount,
        standard.minimumAgeYears(),
        standard.products(),
        new RuleSet(standard.rules().scorecard(), checks, onUnavailable),
        approvals,
        stages,
        standard.answerWithinHours(),
        standard.calendar(),
        sourceTimeoutMillis);
  }
}
