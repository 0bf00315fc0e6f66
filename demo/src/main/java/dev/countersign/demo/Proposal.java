package dev.countersign.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What an applicant sends to ask for credit. */
record Proposal(
    String product,
    Money amount,
    int termMonths,
    String purpose,
    Applicant applicant,
    Optional<Property> property) {
  Proposal withTaxId(Optional<String> taxId) {
    return new Proposal(product, amount, termMonths, purpose, applicant.withTaxId(taxId), property);
  }

  Proposal securedBy(Property security) {
    return new Proposal(product, amount, termMonths, purpose, applicant, Optional.of(security));
  }

  record Money(String amount, String currency) {
    static Money euros(double amount) {
      return new Money(
          BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP).toPlainString(), "EUR");
    }
  }

  record Applicant(
      LocalDate dateOfBirth,
      String maritalStatus,
      int dependents,
      Money grossMonthlyIncome,
      String workStatus,
      Optional<String> taxId,
      List<Credit> existingCredits) {
    Applicant withTaxId(Optional<String> other) {
      return new Applicant(
          dateOfBirth,
          maritalStatus,
          dependents,
          grossMonthlyIncome,
          workStatus,
          other,
          existingCredits);
    }
  }

  record Credit(
      String product,
      LocalDate startedOn,
      Money amount,
      int termMonths,
      String annualRatePercent,
      String status,
      List<Payment> payments) {}

  record Payment(LocalDate date, String status) {}

  record Property(Money value, String type, String location) {}
}
