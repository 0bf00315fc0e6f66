package dev.countersign.domain.credit.repayment;

/** How time and halves are counted in what a credit costs a year. */
public enum CostConvention {
  /**
   * The annual percentage rate of charge of Directives 2008/48/EC and (EU) 2023/2225: a month is a
   * twelfth of a year, a week a 52nd, any other distance so many days of 365; rounded half-up.
   */
  EU,
  /**
   * The Custo Efetivo Total of the Brazilian Resolução CMN 4.881: the days that really pass, of
   * 365; rounded half to even.
   */
  BR
}
