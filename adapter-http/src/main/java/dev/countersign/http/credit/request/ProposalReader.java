package dev.countersign.http.credit.request;

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
import dev.countersign.domain.credit.proposal.WorkStatus;
import dev.countersign.domain.credit.repayment.Annuity;
import dev.countersign.http.json.Fields;

/** Reads a proposal from the members of a body. */
final class ProposalReader {
  /** As many as any policy admits. */
  private static final int MAX_CREDITS = 100;

  private static final ProductCode NO_PRODUCT = new ProductCode("NONE");
  private static final WorkStatus NO_WORK_STATUS = new WorkStatus("NONE");

  private ProposalReader() {}

  static Proposal read(Fields body) {
    return new Proposal(
        product(body),
        body.positiveMoney("amount"),
        body.whole("termMonths", 1, Integer.MAX_VALUE),
        body.text("purpose", 500),
        applicant(body.object("applicant")),
        body.optionalObject("property", ProposalReader::property));
  }

  private static ProductCode product(Fields body) {
    return body.value(
        "product", ProductCode::new, NO_PRODUCT, "Name a product of the policy, such as PERSONAL.");
  }

  private static ApplicantProfile applicant(Fields applicant) {
    var profile =
        new ApplicantProfile(
            applicant.day("dateOfBirth"),
            applicant.choice("maritalStatus", MaritalStatus.class),
            applicant.whole("dependents", 0, Integer.MAX_VALUE),
            applicant.money("grossMonthlyIncome"),
            applicant.value(
                "workStatus",
                WorkStatus::new,
                NO_WORK_STATUS,
                "Name a work status of the policy, such as EMPLOYED."),
            applicant.optionalValue(
                "taxId", TaxId::new, "Send 1 to 32 letters, digits, dots, slashes or hyphens."),
            applicant.list("existingCredits", MAX_CREDITS, ProposalReader::existingCredit));
    applicant.end();
    return profile;
  }

  private static ExistingCredit existingCredit(Fields credit) {
    var existing =
        new ExistingCredit(
            credit.text("product", 100),
            credit.day("startedOn"),
            credit.positiveMoney("amount"),
            credit.whole("termMonths", 1, Annuity.MAX_MONTHS),
            credit.annualRatePercent("annualRatePercent"),
            credit.choice("status", CreditStatus.class),
            credit.list("payments", Annuity.MAX_MONTHS, ProposalReader::payment));
    credit.end();
    return existing;
  }

  private static Payment payment(Fields payment) {
    var made = new Payment(payment.day("date"), payment.choice("status", PaymentStatus.class));
    payment.end();
    return made;
  }

  private static Property property(Fields property) {
    var secured =
        new Property(
            property.positiveMoney("value"),
            property.choice("type", PropertyType.class),
            property.text("location", 200));
    property.end();
    return secured;
  }
}
