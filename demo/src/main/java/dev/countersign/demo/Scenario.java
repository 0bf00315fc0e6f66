package dev.countersign.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a request of the demo, and how many requests take each scenario. */
enum Scenario {
  GRANTED_BY_ONE(34, "GRANTED"),
  GRANTED_BY_TWO(30, "GRANTED"),
  GRANTED_BY_THREE(24, "GRANTED"),
  /** The bureau does not answer, so one stage more has to agree. */
  GRANTED_WITHOUT_BUREAU(12, "GRANTED"),
  /** Sent without a tax id, referred back, and sent again with it. */
  GRANTED_ON_SECOND_PROPOSAL(12, "GRANTED"),
  DECLINED_FOR_RESTRICTION(8, "DECLINED", "restriction-recorded"),
  DECLINED_FOR_RATING(8, "DECLINED", "rating-below-minimum"),
  DECLINED_FOR_INCOME(8, "DECLINED", "income-below-minimum"),
  DECLINED_FOR_DEBT(10, "DECLINED", "debt-to-income-above-maximum"),
  DECLINED_FOR_CONFIDENCE(6, "DECLINED", "confidence-below-minimum"),
  DECLINED_FOR_LOAN_TO_VALUE(6, "DECLINED", "loan-to-value-risky"),
  REJECTED(16, "REJECTED", "rejected"),
  WITHDRAWN(10, "WITHDRAWN"),
  LEFT_OPEN(16, "IN_APPROVAL");

  private final int count;
  private final String finalStatus;
  private final Optional<String> reason;

  Scenario(int count, String finalStatus) {
    this(count, finalStatus, null);
  }

  Scenario(int count, String finalStatus, @Nullable String reason) {
    this.count = count;
    this.finalStatus = finalStatus;
    this.reason = Optional.ofNullable(reason);
  }

  int count() {
    return count;
  }

  /** The status that the request has when the scenario is over. */
  String finalStatus() {
    return finalStatus;
  }

  /** The code of the reason that the request must show in the end; empty if any will do. */
  Optional<String> reason() {
    return reason;
  }
}
