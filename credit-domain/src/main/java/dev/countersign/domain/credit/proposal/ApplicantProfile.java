package dev.countersign.domain.credit.proposal;

import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * What applicants say about themselves.
 *
 * @param dependents people who live on the income, 0 or more
 * @param grossMonthlyIncome before tax, 0 or more
 * @param taxId absent if the applicant gave none; the bureau can't be asked then
 */
public record ApplicantProfile(
    LocalDate dateOfBirth,
    MaritalStatus maritalStatus,
    int dependents,
    Money grossMonthlyIncome,
    WorkStatus workStatus,
    Optional<TaxId> taxId,
    List<ExistingCredit> existingCredits) {
  public ApplicantProfile {
    existingCredits = List.copyOf(existingCredits);
    if (dependents < 0) {
      throw new IllegalArgumentException("dependents can't be negative");
    }
    if (grossMonthlyIncome.isNegative()) {
      throw new IllegalArgumentException("income can't be negative");
    }
  }

  /**
   * Completed years of life on that day; someone born on 29 February is a year older on 1 March.
   */
  public int ageOn(LocalDate day) {
    return Period.between(dateOfBirth, day).getYears();
  }
}
