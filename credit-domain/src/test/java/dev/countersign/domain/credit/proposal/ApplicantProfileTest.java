package dev.countersign.domain.credit.proposal;

import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicantProfileTest {
  @ParameterizedTest
  @CsvSource({
    "2008-03-03, 2026-03-02, 17",
    "2008-03-02, 2026-03-02, 18",
    "2008-03-01, 2026-03-02, 18",
    "2008-02-29, 2026-02-28, 17", // years without 29 February: older on 1 March
    "2008-02-29, 2026-03-01, 18",
    "2008-02-29, 2028-02-28, 19",
    "2008-02-29, 2028-02-29, 20",
    "2007-12-31, 2026-01-01, 18",
  })
  void age_is_counted_in_completed_years(LocalDate bornOn, LocalDate day, int age) {
    assertThat(aProposal().bornOn(bornOn.toString()).applicant().ageOn(day)).isEqualTo(age);
  }

  @Test
  void dependents_are_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aProposal().dependents(-1).applicant())
        .withMessage("dependents can't be negative");
  }

  @Test
  void an_income_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aProposal().earning("-0.01").applicant())
        .withMessage("income can't be negative");
    assertThat(aProposal().earning("0.00").applicant().grossMonthlyIncome().isZero()).isTrue();
  }

  @Test
  void nobody_adds_a_credit_afterwards() {
    var credits = new ArrayList<ExistingCredit>();
    var like = aProposal().applicant();
    var applicant =
        new ApplicantProfile(
            like.dateOfBirth(),
            like.maritalStatus(),
            0,
            like.grossMonthlyIncome(),
            like.workStatus(),
            Optional.empty(),
            credits);

    assertThat(credits.add(AProposal.credit(CreditStatus.ONGOING, 0, 0, 0))).isTrue();

    assertThat(applicant.existingCredits()).isEqualTo(List.of());
  }
}
