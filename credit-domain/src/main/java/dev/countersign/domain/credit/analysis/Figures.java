package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The numbers the analysis arrives at.
 *
 * @param creditScore 0 to 100
 * @param confidence 0 or more; how high it can get is for the scorecard to say
 * @param debtToIncomePercent 0 to 100
 * @param uncappedDebtToIncomePercent the same before it was capped, with four decimals; absent
 *     without an income, and in what the first version of the engine has recorded
 * @param loanToValuePercent absent without a property, or while its value is unknown
 * @param monthlyPayment of the credit asked for
 * @param monthlyDebt that payment and those of all ongoing credits
 */
public record Figures(
    Figure creditScore,
    Figure confidence,
    Figure debtToIncomePercent,
    Optional<BigDecimal> uncappedDebtToIncomePercent,
    Optional<Figure> loanToValuePercent,
    Money monthlyPayment,
    Money monthlyDebt) {}
