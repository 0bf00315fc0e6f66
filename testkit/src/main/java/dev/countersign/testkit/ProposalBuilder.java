package dev.countersign.testkit;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.MaritalStatus;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.PropertyType;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.credit.proposal.WorkStatus;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A proposal that passes the standard policy unless something else is asked for. Amounts are in
 * euros.
 */
public final class ProposalBuilder {
  private static final Currency EUR = Currency.getInstance("EUR");

  private ProductCode product = new ProductCode("PERSONAL");
  private Money amount = euros("8000.00");
  private int termMonths = 60;
  private String purpose = "A new kitchen";
  private LocalDate dateOfBirth = LocalDate.of(1990, 4, 12);
  private int dependents;
  private Money income = euros("5200.00");
  private WorkStatus workStatus = StandardPolicy.EMPLOYED;
  private Optional<TaxId> taxId = Optional.of(new TaxId("15350946056"));
  private final List<ExistingCredit> existingCredits = new ArrayList<>();
  private Optional<Property> property = Optional.empty();

  private ProposalBuilder() {}

  public static ProposalBuilder aProposal() {
    return new ProposalBuilder();
  }

  /** A mortgage with a property of that value. */
  public static ProposalBuilder aMortgage(String amount, String propertyValue) {
    return aProposal()
        .forProduct("MORTGAGE")
        .of(amount)
        .overMonths(240)
        .securedBy(new Property(euros(propertyValue), PropertyType.HOUSE, "Lisbon"));
  }

  public static Money euros(String amount) {
    return Money.of(amount, EUR);
  }

  public ProposalBuilder forProduct(String code) {
    product = new ProductCode(code);
    return this;
  }

  public ProposalBuilder of(String euros) {
    return of(euros(euros));
  }

  public ProposalBuilder of(Money newAmount) {
    amount = newAmount;
    return this;
  }

  public ProposalBuilder overMonths(int months) {
    termMonths = months;
    return this;
  }

  public ProposalBuilder forPurpose(String newPurpose) {
    purpose = newPurpose;
    return this;
  }

  public ProposalBuilder bornOn(LocalDate day) {
    dateOfBirth = day;
    return this;
  }

  public ProposalBuilder withDependents(int number) {
    dependents = number;
    return this;
  }

  public ProposalBuilder earning(String eurosAMonth) {
    income = euros(eurosAMonth);
    return this;
  }

  public ProposalBuilder working(WorkStatus status) {
    workStatus = status;
    return this;
  }

  public ProposalBuilder withTaxId(String number) {
    taxId = Optional.of(new TaxId(number));
    return this;
  }

  public ProposalBuilder withoutTaxId() {
    taxId = Optional.empty();
    return this;
  }

  public ProposalBuilder with(ExistingCredit credit) {
    existingCredits.add(credit);
    return this;
  }

  public ProposalBuilder securedBy(Property newProperty) {
    property = Optional.of(newProperty);
    return this;
  }

  public Proposal build() {
    return new Proposal(
        product,
        amount,
        termMonths,
        purpose,
        new ApplicantProfile(
            dateOfBirth,
            MaritalStatus.MARRIED,
            dependents,
            income,
            workStatus,
            taxId,
            existingCredits),
        property);
  }
}
