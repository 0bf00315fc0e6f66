package dev.countersign.domain.credit.repayment;

/** How principal and interest are spread over the instalments. */
public enum RepaymentMethod {
  /** Equal instalments; interest on what is still owed, so that ever more of each is principal. */
  PRICE,
  /** Equal principal; interest on what is still owed, so that instalments fall. */
  SAC,
  /** Interest alone, then the whole principal with the last instalment. */
  BULLET,
  /** Equal principal and equal interest, charged on the original amount to the end. */
  FLAT
}
