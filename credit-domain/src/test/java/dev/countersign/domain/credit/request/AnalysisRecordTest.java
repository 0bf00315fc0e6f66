package dev.countersign.domain.credit.request;

import static dev.countersign.domain.credit.analysis.SomeFacts.blameless;
import static dev.countersign.domain.credit.analysis.SomeFacts.bureauSilent;
import static dev.countersign.domain.credit.analysis.SomeFacts.rated;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.repayment.RepaymentMethod.FLAT;
import static dev.countersign.domain.credit.request.ARequest.ANTON;
import static dev.countersign.domain.credit.request.ARequest.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.Golden;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Analysis.Outcome;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.Policies;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.Proposals;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AnalysisRecordTest {
  private static final String ON_FILE = Golden.text("analysis-record.json");

  /** The policy of the record on file. */
  private static final CreditPolicy POLICY =
      CanonicalJson.read(CreditPolicy.class, Golden.text("standard-policy-1.json"));

  @Test
  void a_record_on_file_is_repeated_to_the_same_bytes() {
    var record = CanonicalJson.read(AnalysisRecord.class, ON_FILE);

    assertThat(CanonicalJson.write(record.repeated(PinnedPolicy.of(POLICY)))).isEqualTo(ON_FILE);
  }

  @Test
  void a_record_under_a_policy_with_other_stages_and_work_statuses_is_repeated_to_the_same_bytes() {
    var text = Golden.text("analysis-record-of-a-freelance.json");
    var policy =
        CanonicalJson.read(CreditPolicy.class, Golden.text("policy-with-a-committee.json"));

    var again = CanonicalJson.read(AnalysisRecord.class, text).repeated(PinnedPolicy.of(policy));

    assertThat(CanonicalJson.write(again)).isEqualTo(text);
  }

  @Test
  void the_record_on_file_is_of_a_mortgage_with_a_history() {
    var proposal =
        AProposal.aMortgage()
            .dependents(1)
            .owing(
                AProposal.credit(CreditStatus.COMPLETED, 11, 1, 0),
                AProposal.credit(CreditStatus.ONGOING, 12, 0, 0),
                AProposal.credit(CreditStatus.CANCELLED, 3, 0, 1))
            .build();

    var record = CanonicalJson.write(record(proposal, POLICY, blameless(proposal)));

    assertThat(record).isEqualTo(Golden.text("analysis-record-2.json"));
    assertThat(
            record
                .replace("\"engine\":\"2\"", "\"engine\":\"1\"")
                .replace(",\"uncappedDebtToIncomePercent\":\"26.3510\"", ""))
        .as("equal monthly instalments come out as under the first version")
        .isEqualTo(ON_FILE);
  }

  @Test
  void what_each_version_of_the_engine_recorded_is_repeated_by_that_version() {
    var flat = new RepaymentTerms(FLAT, AnnualRate.ofPercent("24"), new DueDates.Monthly());
    var pinned = PinnedPolicy.of(Policies.lending(flat));
    var proposal = aProposal().product("PERSONAL").of("100000.00").over(60).earning("7600.00");
    var second = record(proposal.build(), pinned.policy(), blameless(proposal.build()));

    var first = engine(second, "1").repeated(pinned);

    assertThat(first.analysis().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(first.analysis().figures().debtToIncomePercent()).isEqualTo(Figure.of("37.8526"));
    assertThat(first.repeated(pinned)).isEqualTo(first);
    assertThat(second.analysis().outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(second.repeated(pinned)).isEqualTo(second);
  }

  @Test
  void a_record_of_an_unknown_version_of_the_engine_can_not_be_repeated() {
    var record = engine(CanonicalJson.read(AnalysisRecord.class, ON_FILE), "0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> record.repeated(PinnedPolicy.of(POLICY)))
        .withMessage("no version 0");
  }

  private static AnalysisRecord engine(AnalysisRecord record, String version) {
    return new AnalysisRecord(
        record.request(),
        record.revision(),
        record.policy(),
        version,
        record.analysedAt(),
        record.proposal(),
        record.facts(),
        record.analysis());
  }

  @Test
  void a_record_that_was_altered_does_not_repeat() {
    assertThat(ON_FILE).contains("\"answer\":{\"rating\":700");
    var altered =
        CanonicalJson.read(
            AnalysisRecord.class,
            ON_FILE.replace("\"answer\":{\"rating\":700", "\"answer\":{\"rating\":599"));

    assertThat(altered.repeated(PinnedPolicy.of(POLICY))).isNotEqualTo(altered);
    assertThat(altered.repeated(PinnedPolicy.of(POLICY)).analysis().outcome())
        .isEqualTo(Outcome.DECLINED);
  }

  @Test
  void under_another_policy_it_is_another_record() {
    var record = CanonicalJson.read(AnalysisRecord.class, ON_FILE);

    assertThat(record.repeated(PinnedPolicy.of(Policies.standard(OnUnavailable.DECLINE))))
        .isNotEqualTo(record);
  }

  @Test
  void a_product_that_the_policy_lacks_is_refused() {
    var unknown = AProposal.aProposal().product("YACHT").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> record(unknown, POLICY, blameless(unknown)))
        .withMessage("no product YACHT");
  }

  @Property(tries = 500)
  void every_record_is_repeated_to_the_same_bytes_after_it_was_stored(
      @ForAll("proposals") Proposal proposal,
      @ForAll("policies") CreditPolicy policy,
      @ForAll Bureau bureau) {
    var stored = CanonicalJson.write(record(proposal, policy, bureau.on(proposal)));
    var storedPolicy = CanonicalJson.write(policy);

    var record = CanonicalJson.read(AnalysisRecord.class, stored);
    var again = record.repeated(PinnedPolicy.read(storedPolicy));

    assertThat(CanonicalJson.write(again)).isEqualTo(stored);
    assertThat(again).isEqualTo(record);
  }

  enum Bureau {
    BLAMELESS,
    POORLY_RATED,
    SILENT;

    Facts on(Proposal proposal) {
      return switch (this) {
        case BLAMELESS -> blameless(proposal);
        case POORLY_RATED -> rated(1, proposal);
        case SILENT -> bureauSilent(ReasonCode.SOURCE_TIMED_OUT, proposal);
      };
    }
  }

  private static AnalysisRecord record(Proposal proposal, CreditPolicy policy, Facts facts) {
    var pinned = PinnedPolicy.of(policy);
    var submitted =
        new CreditRequest.Submitted(
            new Dossier(new CreditRequestId(new UUID(7, 7)), ANTON.id(), NOON, pinned.ref()),
            new Progress(
                Revision.FIRST,
                Revision.FIRST,
                CreditTerms.of(proposal),
                Route.of(StandardPolicy.ANALYST),
                List.of()),
            proposal);
    return AnalysisRecord.of(submitted, ref -> pinned, facts, NOON);
  }

  @Provide
  Arbitrary<Proposal> proposals() {
    return Proposals.any();
  }

  @Provide
  Arbitrary<CreditPolicy> policies() {
    return Policies.any();
  }
}
