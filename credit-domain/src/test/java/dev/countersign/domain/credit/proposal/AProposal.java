package dev.countersign.domain.credit.proposal;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A proposal of which a test says only what matters to it. Untouched, it is a consumer credit of
 * 6,000.00 EUR over 48 months that the standard policy admits and no check objects to.
 */
public final class AProposal {
  public static final Currency EUR = Currency.getInstance("EUR");

  private String product = "CONSUMER";
  private Money amount = euros("6000.00");
  private int termMonths = 48;
  private String purpose = "A roof that holds";
  private LocalDate dateOfBirth = LocalDate.of(1990, 5, 17);
  private int dependents = 0;
  private Money income = euros("5000.00");
  private WorkStatus work = StandardPolicy.EMPLOYED;
  private Optional<TaxId> taxId = Optional.of(new TaxId("15350946056"));
  private List<ExistingCredit> credits = List.of();
  private Optional<Property> property = Optional.empty();

  private AProposal() {}

  public static AProposal aProposal() {
    return new AProposal();
  }

  public static AProposal aMortgage() {
    return aProposal().product("MORTGAGE").of("200000.00").over(240).securedBy("260000.00");
  }

  public static Money euros(String amount) {
    return Money.of(amount, EUR);
  }

  /** 10,000.00 EUR over 60 months at 4 %, with so many payments of each kind. */
  public static ExistingCredit credit(CreditStatus status, int onTime, int late, int never) {
    var statuses = new ArrayList<PaymentStatus>();
    statuses.addAll(Collections.nCopies(onTime, PaymentStatus.ON_TIME));
    statuses.addAll(Collections.nCopies(late, PaymentStatus.LATE));
    statuses.addAll(Collections.nCopies(never, PaymentStatus.NEVER));
    var payments = new ArrayList<Payment>();
    for (var each : statuses) {
      payments.add(new Payment(LocalDate.of(2020, 1, 31).plusMonths(payments.size()), each));
    }
    return new ExistingCredit(
        "AUTO",
        LocalDate.of(2020, 1, 1),
        euros("10000.00"),
        60,
        AnnualRate.ofPercent("4.00"),
        status,
        payments);
  }

  public AProposal product(String code) {
    product = code;
    return this;
  }

  public AProposal of(String amountInEuros) {
    return of(euros(amountInEuros));
  }

  public AProposal of(Money asked) {
    amount = asked;
    return this;
  }

  public AProposal over(int months) {
    termMonths = months;
    return this;
  }

  public AProposal purpose(String text) {
    purpose = text;
    return this;
  }

  public AProposal bornOn(String day) {
    dateOfBirth = LocalDate.parse(day);
    return this;
  }

  public AProposal dependents(int number) {
    dependents = number;
    return this;
  }

  public AProposal earning(String eurosAMonth) {
    return earning(euros(eurosAMonth));
  }

  public AProposal earning(Money aMonth) {
    income = aMonth;
    return this;
  }

  public AProposal working(WorkStatus status) {
    work = status;
    return this;
  }

  public AProposal taxId(String typed) {
    taxId = Optional.of(new TaxId(typed));
    return this;
  }

  public AProposal withoutTaxId() {
    taxId = Optional.empty();
    return this;
  }

  public AProposal owing(ExistingCredit... existing) {
    credits = List.of(existing);
    return this;
  }

  public AProposal securedBy(String propertyValue) {
    return securedBy(euros(propertyValue));
  }

  public AProposal securedBy(Money propertyValue) {
    property = Optional.of(new Property(propertyValue, PropertyType.HOUSE, "Lisbon"));
    return this;
  }

  public AProposal unsecured() {
    property = Optional.empty();
    return this;
  }

  public ApplicantProfile applicant() {
    return new ApplicantProfile(
        dateOfBirth, MaritalStatus.MARRIED, dependents, income, work, taxId, credits);
  }

  public Proposal build() {
    return new Proposal(
        new ProductCode(product), amount, termMonths, purpose, applicant(), property);
  }
}
