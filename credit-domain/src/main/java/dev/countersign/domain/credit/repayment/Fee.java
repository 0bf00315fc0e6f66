package dev.countersign.domain.credit.repayment;

/** One thing that a credit costs beside its interest. */
public record Fee(When when, Charge charge) {
  /** When it is charged, and on what. */
  public enum When {
    /** Kept back from what is paid out; a percentage is one of the amount. */
    DEDUCTED_AT_GRANT,
    /** Added to what is owed, and so paid off with it; a percentage is one of the amount. */
    FINANCED_AT_GRANT,
    /** Paid with every instalment; a percentage is one of its principal and interest. */
    EACH_INSTALMENT
  }
}
