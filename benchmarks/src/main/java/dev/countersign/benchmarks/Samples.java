package dev.countersign.benchmarks;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.MaritalStatus;
import dev.countersign.domain.credit.proposal.Payment;
import dev.countersign.domain.credit.proposal.PaymentStatus;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.PropertyType;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The requests that are measured. */
final class Samples {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final int PAYMENTS = 12;

  private Samples() {}

  /** A mortgage that passes every check and takes three approvals; three past credits. */
  static Proposal mortgage() {
    return new Proposal(
        new ProductCode("MORTGAGE"),
        euros("200000.00"),
        240,
        "First home",
        applicant(
            List.of(
                credit("AUTO", "10000.00", CreditStatus.ONGOING),
                credit("CONSUMER", "4000.00", CreditStatus.COMPLETED),
                credit("PERSONAL", "7500.00", CreditStatus.COMPLETED))),
        Optional.of(new Property(euros("260000.00"), PropertyType.HOUSE, "Lisbon")));
  }

  /** A personal credit that passes every check and takes three approvals; no history. */
  static Proposal personal() {
    return new Proposal(
        new ProductCode("PERSONAL"),
        euros("60000.00"),
        84,
        "Renovation of the roof and the kitchen",
        applicant(List.of()),
        Optional.empty());
  }

  /** {@link #personal()} as a client sends it. */
  static final String PERSONAL_JSON =
      """
      {"product":"PERSONAL","amount":{"amount":"60000.00","currency":"EUR"},"termMonths":84,\
      "purpose":"Renovation of the roof and the kitchen","applicant":{"dateOfBirth":"1990-04-12",\
      "maritalStatus":"MARRIED","dependents":1,\
      "grossMonthlyIncome":{"amount":"5200.00","currency":"EUR"},"workStatus":"EMPLOYED",\
      "taxId":"15350946056"}}\
      """;

  private static ApplicantProfile applicant(List<ExistingCredit> credits) {
    return new ApplicantProfile(
        LocalDate.of(1990, 4, 12),
        MaritalStatus.MARRIED,
        1,
        euros("5200.00"),
        StandardPolicy.EMPLOYED,
        Optional.of(new TaxId("15350946056")),
        credits);
  }

  private static ExistingCredit credit(String product, String amount, CreditStatus status) {
    var start = LocalDate.of(2023, 2, 1);
    var payments =
        Stream.iterate(1, month -> month <= PAYMENTS, month -> month + 1)
            .map(month ->
                new Payment(
                    start.plusMonths(month),
                    month % 6 == 0 ? PaymentStatus.LATE : PaymentStatus.ON_TIME))
            .toList();
    return new ExistingCredit(
        product, start, euros(amount), 60, AnnualRate.ofPercent("4.00"), status, payments);
  }

  private static Money euros(String amount) {
    return Money.of(amount, EUR);
  }
}
