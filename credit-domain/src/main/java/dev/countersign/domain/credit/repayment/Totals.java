package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;

/**
 * What a credit comes to, from the grant to the last instalment.
 *
 * @param principal the amount of the credit, without what is financed of fees
 * @param fees at the grant, deducted or financed, and with the instalments
 * @param all the sum of the three
 */
public record Totals(Money principal, Money interest, Money fees, Money all) {}
