package dev.countersign.bootstrap.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way that a request can go, and how many of the demo's go it. */
enum Course {
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
  private final String ending;
  private final Optional<String> reason;

  Course(int count, String ending) {
    this(count, ending, null);
  }

  Course(int count, String ending, @Nullable String reason) {
    this.count = count;
    this.ending = ending;
    this.reason = Optional.ofNullable(reason);
  }

  int count() {
    return count;
  }

  /** The status it ends in, or stays in. */
  String ending() {
    return ending;
  }

  /** The code of the reason that the request has to show at its end. */
  Optional<String> reason() {
    return reason;
  }
}
