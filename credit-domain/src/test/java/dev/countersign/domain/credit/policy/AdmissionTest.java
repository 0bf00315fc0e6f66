package dev.countersign.domain.credit.policy;

import static dev.countersign.domain.credit.proposal.AProposal.aMortgage;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.credit;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.Admission.Admitted;
import dev.countersign.domain.credit.policy.Admission.Refused;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.Payment;
import dev.countersign.domain.credit.proposal.PaymentStatus;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.Proposals;
import dev.countersign.domain.credit.repayment.Charge;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.Fee;
import dev.countersign.domain.credit.repayment.Fees;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final CreditPolicy STANDARD = StandardPolicy.get();
  private static final PinnedPolicy PINNED = PinnedPolicy.of(STANDARD);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @ParameterizedTest(name = "{0} to {1} over {2} months")
  @CsvSource({
    "CONSUMER, 50000.00, 84, 50000.01, 85",
    "PERSONAL, 100000.00, 120, 100000.01, 121",
    "AUTO, 150000.00, 96, 150000.01, 97",
    "PAYROLL, 100000.00, 120, 100000.01, 121",
    "BUSINESS, 5000000.00, 120, 5000000.01, 121",
    "MORTGAGE, 2000000.00, 480, 2000000.01, 481",
  })
  void each_product_has_a_largest_amount_and_a_longest_term(
      String product, String most, int longest, String tooMuch, int tooLong) {
    var proposal = needed(aProposal().product(product));

    assertThat(violations(proposal.of(most).over(longest))).isEmpty();
    assertThat(violations(proposal.of(tooMuch).over(longest)))
        .containsExactly("amount above-maximum");
    assertThat(violations(proposal.of(most).over(tooLong)))
        .containsExactly("termMonths above-maximum");
    assertThat(violations(proposal.of("100.00").over(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONSUMER", "PERSONAL", "AUTO", "PAYROLL", "BUSINESS", "MORTGAGE"})
  void every_product_costs_3_24_percent_in_equal_monthly_instalments(String product) {
    assertThat(STANDARD.product(new ProductCode(product)).orElseThrow().repayment())
        .isEqualTo(
            new RepaymentTerms(
                RepaymentMethod.PRICE, AnnualRate.ofPercent("3.24"), new DueDates.Monthly()));
  }

  @ParameterizedTest
  @CsvSource({"0.01, amount below-minimum", "99.99, amount below-minimum", "100.00, "})
  void at_least_100_is_asked_for(String amount, String violation) {
    assertThat(violations(aProposal().of(amount)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest
  @CsvSource({
    "2008-03-02, true",
    "2008-03-03, false",
    "2025-01-01, false",
    "2030-01-01, false",
    "1930-01-01, true",
  })
  void an_applicant_is_18_on_the_day_of_submission(String bornOn, boolean admitted) {
    assertThat(violations(aProposal().bornOn(bornOn)))
        .isEqualTo(admitted ? List.of() : List.of("applicant.dateOfBirth below-minimum-age"));
  }

  @Test
  void someone_born_on_29_february_comes_of_age_on_1_march() {
    var proposal = aProposal().bornOn("2008-02-29").build();

    assertThat(PINNED.admit(proposal, Instant.parse("2026-02-28T23:59:59.999999Z")))
        .isInstanceOf(Refused.class);
    assertThat(PINNED.admit(proposal, Instant.parse("2026-03-01T00:00:00Z")))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void the_day_of_submission_is_the_one_in_the_policy_s_zone() {
    var proposal = aProposal().bornOn("2008-03-02").build();
    var eveBefore = Instant.parse("2026-03-01T20:00:00Z");

    assertThat(PINNED.admit(proposal, eveBefore)).isInstanceOf(Refused.class);
    assertThat(PinnedPolicy.of(in("Asia/Tokyo")).admit(proposal, eveBefore))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void a_mortgage_needs_a_property() {
    assertThat(violations(aMortgage())).isEmpty();
    assertThat(violations(aMortgage().unsecured())).containsExactly("property required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONSUMER", "PERSONAL", "AUTO", "PAYROLL", "BUSINESS"})
  void no_other_product_takes_a_property(String product) {
    assertThat(violations(aProposal().product(product).securedBy("50000.00")))
        .containsExactly("property not-allowed");
  }

  @Test
  void an_unknown_product_is_refused_with_those_there_are() {
    assertThat(PINNED.admit(aProposal().product("YACHT").build(), NOON))
        .isEqualTo(
            new Refused(
                List.of(
                    new Violation(
                        "product",
                        "unknown-product",
                        "Choose one of"
                            + " [AUTO, BUSINESS, CONSUMER, MORTGAGE, PAYROLL, PERSONAL]."))));
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    var proposal = aMortgage().of("2000000.01").over(481).bornOn("2020-01-01").unsecured();

    assertThat(violations(proposal))
        .containsExactlyInAnyOrder(
            "amount above-maximum",
            "termMonths above-maximum",
            "property required",
            "applicant.dateOfBirth below-minimum-age");
  }

  @Test
  void every_amount_is_in_the_policy_s_currency() {
    var dollars = Money.of("6000.00", Currency.getInstance("USD"));
    var owedInDollars =
        new ExistingCredit(
            "AUTO",
            LocalDate.of(2020, 1, 1),
            dollars,
            12,
            AnnualRate.ofPercent("4"),
            CreditStatus.ONGOING,
            List.of());

    assertThat(
            violations(
                aMortgage()
                    .of(dollars)
                    .earning(dollars)
                    .securedBy(dollars)
                    .owing(credit(CreditStatus.ONGOING, 0, 0, 0), owedInDollars)))
        .containsExactlyInAnyOrder(
            "amount unsupported-currency",
            "applicant.grossMonthlyIncome unsupported-currency",
            "property.value unsupported-currency",
            "applicant.existingCredits[1].amount unsupported-currency");
  }

  @Test
  void amounts_beyond_ten_billion_are_taken_for_a_slip() {
    var most = "10000000000.00";
    var tooMuch = "10000000000.01";

    assertThat(violations(aMortgage().earning(most).securedBy(most))).isEmpty();
    assertThat(violations(aMortgage().earning(tooMuch).securedBy(tooMuch)))
        .containsExactlyInAnyOrder(
            "applicant.grossMonthlyIncome too-large", "property.value too-large");
    assertThat(violations(aProposal().of(tooMuch)))
        .containsExactlyInAnyOrder("amount too-large", "amount above-maximum");
    assertThat(violations(aProposal().owing(owing(tooMuch, 12))))
        .containsExactly("applicant.existingCredits[0].amount too-large");
  }

  @Test
  void an_existing_credit_runs_at_most_600_months() {
    assertThat(violations(aProposal().owing(owing("100.00", 600)))).isEmpty();
    assertThat(violations(aProposal().owing(owing("100.00", 601))))
        .containsExactly("applicant.existingCredits[0].termMonths above-maximum");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1896-03-03,",
    "1896-03-02,",
    "1895-03-02, applicant.dateOfBirth too-long-ago",
    "0001-01-01, applicant.dateOfBirth too-long-ago",
  })
  void nobody_is_older_than_130_years(String bornOn, String violation) {
    assertThat(violations(aProposal().bornOn(bornOn)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2008-05-17,",
    "2008-05-16, under-age",
    "1990-05-16, under-age",
    "2026-03-02,",
    "2026-03-03, in-the-future",
    "2099-01-01, in-the-future",
  })
  void an_existing_credit_starts_between_coming_of_age_and_today(String day, String code) {
    assertThat(violations(aProposal().bornOn("1990-05-17").owing(started(day, 12))))
        .isEqualTo(
            code == null ? List.of() : List.of("applicant.existingCredits[0].startedOn " + code));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2020-01-01,",
    "2019-12-31, before-its-credit",
    "2026-03-02,",
    "2026-03-03, in-the-future",
    "2099-01-01, in-the-future",
  })
  void a_payment_is_made_between_the_start_of_its_credit_and_today(String day, String code) {
    assertThat(violations(aProposal().owing(started("2020-01-01", 12, "2020-02-01", day))))
        .isEqualTo(
            code == null
                ? List.of()
                : List.of("applicant.existingCredits[0].payments[1].date " + code));
  }

  @Test
  void a_credit_has_one_payment_on_a_day_and_as_many_as_its_term_has_months() {
    assertThat(
            violations(
                aProposal()
                    .owing(
                        started("2020-01-01", 12, "2020-02-01", "2020-03-01", "2020-02-01"),
                        started("2020-01-01", 1, "2020-02-01", "2020-03-01"),
                        started("2020-01-01", 2, "2020-02-01", "2020-03-01"))))
        .containsExactly(
            "applicant.existingCredits[0].payments[2].date repeated",
            "applicant.existingCredits[1].payments too-many");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"529.982.247-25,", "52998224724, applicant.taxId check-digits"})
  void eleven_digits_have_the_check_digits_of_a_cpf(String taxId, String violation) {
    assertThat(violations(aProposal().taxId(taxId)))
        .isEqualTo(violation == null ? List.of() : List.of(violation));
  }

  @ParameterizedTest(name = "{0}: {1} over {2} months")
  @CsvSource({
    "PRICE, 1000.00, 120,",
    "PRICE, 1000.00, 360, zero-instalments",
    "PRICE, 1000.00, 480, uneven-instalments",
    "SAC, 106.00, 480, uneven-instalments",
    "SAC, 4800.00, 480,",
    "FLAT, 1000.00, 480,",
    "BULLET, 1000.00, 480,",
  })
  void terms_whose_instalments_rounding_makes_nonsense_of_are_refused(
      RepaymentMethod method, String amount, int months, String code) {
    var terms = new RepaymentTerms(method, AnnualRate.ofPercent("24"), new DueDates.Monthly());
    var policy = PinnedPolicy.of(Policies.lending(terms));

    var admission = policy.admit(aMortgage().of(amount).over(months).build(), NOON);

    assertThat(codes(admission))
        .isEqualTo(code == null ? List.of() : List.of("termMonths " + code));
  }

  @Test
  void an_interest_free_bullet_of_nothing_but_its_end_is_refused() {
    var terms = new RepaymentTerms(RepaymentMethod.BULLET, AnnualRate.ZERO, new DueDates.Monthly());
    var policy = PinnedPolicy.of(Policies.lending(terms));

    assertThat(codes(policy.admit(aProposal().over(12).build(), NOON)))
        .containsExactly("termMonths zero-instalments");
    assertThat(codes(policy.admit(aProposal().over(1).build(), NOON))).isEmpty();
  }

  @Test
  void fees_leave_something_to_pay_out() {
    var fee = new Fee(Fee.When.DEDUCTED_AT_GRANT, new Charge.Fixed(euros("150.00")));
    var terms =
        new RepaymentTerms(
            RepaymentMethod.PRICE,
            AnnualRate.ofPercent("24"),
            new DueDates.Monthly(),
            Optional.empty(),
            Optional.of(new Fees(List.of(fee))));
    var policy = PinnedPolicy.of(Policies.lending(terms));

    assertThat(codes(policy.admit(aProposal().of("150.00").over(2).build(), NOON)))
        .containsExactly("amount below-fees");
    assertThat(codes(policy.admit(aProposal().of("150.01").over(2).build(), NOON))).isEmpty();
  }

  @Test
  void at_most_a_hundred_existing_credits_are_given() {
    var one = credit(CreditStatus.COMPLETED, 0, 0, 0);

    assertThat(violations(aProposal().owing(times(100, one)))).isEmpty();
    assertThat(violations(aProposal().owing(times(101, one))))
        .containsExactly("applicant.existingCredits too-many");
  }

  @ParameterizedTest(name = "{0} of {1} goes up to the {2}")
  @CsvSource({
    "CONSUMER, 10000.00, ANALYST",
    "CONSUMER, 10000.01, MANAGER",
    "CONSUMER, 50000.00, MANAGER",
    "PERSONAL, 50000.01, DIRECTOR",
    "MORTGAGE, 10000.00, ANALYST",
    "MORTGAGE, 50000.01, DIRECTOR",
    "BUSINESS, 100.00, MANAGER",
    "BUSINESS, 10000.01, MANAGER",
    "BUSINESS, 50000.01, DIRECTOR",
    "PAYROLL, 100.00, DIRECTOR",
    "PAYROLL, 50000.01, DIRECTOR",
  })
  void the_longer_of_the_amount_s_and_the_product_s_chain_holds(
      String product, String amount, Stage last) {
    var proposal = needed(aProposal().product(product).of(amount)).build();

    assertThat(PINNED.admit(proposal, NOON))
        .isInstanceOfSatisfying(
            Admitted.class,
            admitted -> {
              assertThat(admitted.proposal()).isEqualTo(proposal);
              assertThat(admitted.product().code()).hasToString(product);
              assertThat(admitted.policy()).isEqualTo(PINNED);
              assertThat(admitted.route())
                  .isEqualTo(STANDARD.stages().reaching(last, Route.of(StandardPolicy.ANALYST)));
            });
  }

  @Property
  void whatever_is_admitted_can_be_analysed_and_paid_back(@ForAll("proposals") Proposal proposal) {
    switch (PINNED.admit(proposal, NOON)) {
      case Refused refused -> assertThat(refused.violations()).isNotEmpty();
      case Admitted admitted -> {
        assertThat(admitted.route().stages())
            .isSortedAccordingTo(Comparator.comparingInt(STANDARD.stages()::rank))
            .contains(StandardPolicy.ANALYST);
        assertThat(
                admitted
                    .product()
                    .repayment()
                    .schedule(proposal.amount(), proposal.termMonths(), LocalDate.of(2026, 3, 2))
                    .instalments())
            .hasSize(proposal.termMonths());
      }
    }
  }

  @Provide
  Arbitrary<Proposal> proposals() {
    return Proposals.any();
  }

  private static AProposal needed(AProposal proposal) {
    return proposal.build().product().value().equals("MORTGAGE")
        ? proposal.securedBy("3000000.00")
        : proposal;
  }

  private static List<String> violations(AProposal proposal) {
    return codes(PINNED.admit(proposal.build(), NOON));
  }

  private static List<String> codes(Admission admission) {
    return switch (admission) {
      case Admitted admitted -> List.of();
      case Refused refused ->
          refused.violations().stream().map(each -> each.field() + " " + each.code()).toList();
    };
  }

  private static ExistingCredit owing(String amount, int months) {
    return new ExistingCredit(
        "AUTO",
        LocalDate.of(2020, 1, 1),
        euros(amount),
        months,
        AnnualRate.ofPercent("4"),
        CreditStatus.ONGOING,
        List.of());
  }

  private static ExistingCredit started(String day, int months, String... payments) {
    return new ExistingCredit(
        "AUTO",
        LocalDate.parse(day),
        euros("0.01"),
        months,
        AnnualRate.ofPercent("4"),
        CreditStatus.ONGOING,
        Arrays.stream(payments)
            .map(date -> new Payment(LocalDate.parse(date), PaymentStatus.ON_TIME))
            .toList());
  }

  private static ExistingCredit[] times(int number, ExistingCredit credit) {
    return Collections.nCopies(number, credit).toArray(ExistingCredit[]::new);
  }

  private static CreditPolicy in(String zone) {
    var calendar = STANDARD.calendar();
    return Policies.standard(
        new BusinessCalendar(
            ZoneId.of(zone),
            calendar.workdays(),
            calendar.opens(),
            calendar.closes(),
            calendar.holidays()));
  }
}
