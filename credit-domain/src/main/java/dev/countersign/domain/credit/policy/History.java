package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.Payment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Whether what applicants tell of their past can have happened.
 *
 * @param leastAgeYears from which someone can take up a credit
 */
record History(LocalDate today, int leastAgeYears) {
  private static final int OLDEST_YEARS = 130;

  /** All that can't have happened. */
  List<Violation> violations(ApplicantProfile applicant) {
    var violations = new ArrayList<Violation>();
    if (applicant.ageOn(today) > OLDEST_YEARS) {
      violations.add(
          new Violation(
              "applicant.dateOfBirth",
              "too-long-ago",
              "Nobody is older than " + OLDEST_YEARS + " years."));
    }
    for (int i = 0; i < applicant.existingCredits().size(); i++) {
      var field = "applicant.existingCredits[" + i + "]";
      checkCredit(field, applicant.existingCredits().get(i), applicant, violations);
    }
    return violations;
  }

  private void checkCredit(
      String field, ExistingCredit credit, ApplicantProfile applicant, List<Violation> violations) {
    if (credit.startedOn().isAfter(today)) {
      violations.add(inFuture(field + ".startedOn"));
    } else if (applicant.ageOn(credit.startedOn()) < leastAgeYears) {
      violations.add(
          new Violation(
              field + ".startedOn",
              "under-age",
              "A credit starts when its borrower is at least " + leastAgeYears + " years old."));
    }
    var payments = credit.payments();
    if (payments.size() > credit.termMonths()) {
      violations.add(
          new Violation(
              field + ".payments",
              "too-many",
              "A credit has at most as many payments as its term has months."));
    }
    var days = new HashSet<LocalDate>();
    for (int i = 0; i < payments.size(); i++) {
      var place = field + ".payments[" + i + "].date";
      checkPayment(place, payments.get(i), credit, violations);
      if (!days.add(payments.get(i).date())) {
        violations.add(
            new Violation(place, "repeated", "A credit has one payment on a day at most."));
      }
    }
  }

  private void checkPayment(
      String place, Payment payment, ExistingCredit credit, List<Violation> violations) {
    if (payment.date().isAfter(today)) {
      violations.add(inFuture(place));
    } else if (payment.date().isBefore(credit.startedOn())) {
      violations.add(
          new Violation(place, "before-its-credit", "A payment comes after its credit's start."));
    }
  }

  private static Violation inFuture(String place) {
    return new Violation(place, "in-the-future", "This day is yet to come.");
  }
}
