package dev.countersign.domain.credit;

import static dev.countersign.domain.credit.proposal.AProposal.EUR;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.euros;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Grade;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Quality;
import dev.countersign.domain.credit.analysis.EngineVersion;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.analysis.SomeFacts;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.Policies;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.Payment;
import dev.countersign.domain.credit.proposal.PaymentStatus;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.WorkStatus;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What each version of the engine recorded once, by chance and about the limits of every check. A
 * file is never written anew: {@code -Dvectors=write} writes the one of a version that has none.
 */
final class EngineVectors {
  private static final Path FOLDER = Path.of("src/test/resources/dev/countersign/domain");

  private static final int POLICIES = 500;
  private static final int RECORDS_OF_EACH = 4;
  private static final int RATING = 600;
  private static final Money INCOME = euros("2000.00");
  private static final List<Grade> GRADES =
      List.of(
          new Grade(Figure.of("60"), Quality.EXCELLENT),
          new Grade(Figure.of("80"), Quality.GOOD),
          new Grade(Figure.of("90"), Quality.FAIR));
  private static final List<WorkStatus> WORK =
      List.of(
          StandardPolicy.EMPLOYED,
          StandardPolicy.SELF_EMPLOYED,
          StandardPolicy.UNEMPLOYED,
          StandardPolicy.STUDENT,
          StandardPolicy.RETIRED,
          StandardPolicy.OTHER);
  private static final Instant FIRST_DAY = Instant.parse("2020-01-01T00:00:00Z");
  private static final int SECONDS_OF_TEN_YEARS = 315_576_000;

  private final EngineVersion version;
  private final SplittableRandom chance;

  private EngineVectors(EngineVersion version) {
    this.version = version;
    this.chance = new SplittableRandom(Long.parseLong(version.code()));
  }

  /** A record and the policy that it was made under, as they are stored. */
  record Vector(String record, String policy) {}

  static List<Vector> of(EngineVersion version) throws IOException {
    var file = FOLDER.resolve("engine-%s.vectors.gz".formatted(version.code()));
    if ("write".equals(System.getProperty("vectors")) && Files.notExists(file)) {
      var text = new EngineVectors(version).text().getBytes(StandardCharsets.UTF_8);
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(text);
      }
    }
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return IntStream.range(0, lines.size())
          .filter(line -> line % (1 + RECORDS_OF_EACH) > 0)
          .mapToObj(
              line -> new Vector(lines.get(line), lines.get(line - line % (1 + RECORDS_OF_EACH))))
          .toList();
    }
  }

  /** Lines: a policy, the records under it, the next policy. */
  private String text() {
    var text = new StringBuilder();
    for (int i = 0; i < POLICIES; i++) {
      var first = input();
      var pinned = PinnedPolicy.of(policyAtTheLimitsOf(first));
      text.append(CanonicalJson.write(pinned.policy())).append('\n');
      for (int j = 0; j < RECORDS_OF_EACH; j++) {
        text.append(CanonicalJson.write(record(j == 0 ? first : input(), pinned))).append('\n');
      }
    }
    return text.toString();
  }

  private record Input(Instant at, Proposal proposal, Facts facts) {}

  private Input input() {
    var at = FIRST_DAY.plusSeconds(chance.nextInt(SECONDS_OF_TEN_YEARS));
    var proposal = proposal(LocalDate.ofInstant(at, ZoneOffset.UTC));
    return new Input(at, proposal, facts(proposal));
  }

  private AnalysisRecord record(Input input, PinnedPolicy pinned) {
    return new AnalysisRecord(
            new CreditRequestId(new UUID(chance.nextLong(), chance.nextLong())),
            Revision.FIRST,
            pinned.ref(),
            version.code(),
            input.at(),
            input.proposal(),
            input.facts(),
            analysed(input, pinned.policy()))
        .repeated(pinned);
  }

  private Analysis analysed(Input input, CreditPolicy policy) {
    var terms = policy.product(input.proposal().product()).orElseThrow().repayment();
    var day = policy.calendar().dayAt(input.at());
    return policy.rules().analyse(version, input.proposal(), terms, input.facts(), day);
  }

  /** Its debt to income and its confidence are a step below, at or above the limit. */
  private CreditPolicy policyAtTheLimitsOf(Input input) {
    var terms =
        new RepaymentTerms(
            any(RepaymentMethod.values()),
            new AnnualRate(chance.nextLong(400_000)),
            chance.nextBoolean() ? new DueDates.Monthly() : new DueDates.EveryDays(7, 14));
    var standard = StandardPolicy.get();
    var calendar =
        new BusinessCalendar(
            ZoneOffset.ofHours(chance.nextInt(-12, 15)),
            Set.of(DayOfWeek.MONDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Set.of());
    var figures = analysed(input, Policies.lending(terms, standard.rules(), calendar)).figures();
    var checks =
        List.<Check>of(
            new Check.BureauRestriction(any(Breach.values())),
            new Check.MinimumRating(RATING, any(Breach.values())),
            new Check.MinimumIncome(INCOME, any(Breach.values())),
            new Check.MaximumDebtToIncome(
                near(figures.debtToIncomePercent()), any(Breach.values())),
            new Check.MinimumConfidence(near(figures.confidence()), any(Breach.values())),
            new Check.LoanToValue(GRADES, any(Breach.values())));
    return Policies.lending(
        terms,
        new RuleSet(standard.rules().scorecard(), checks, any(OnUnavailable.values())),
        calendar);
  }

  private Figure near(Figure figure) {
    return new Figure(figure.tenThousandths() + chance.nextInt(-1, 2));
  }

  private Proposal proposal(LocalDate day) {
    var proposal =
        aProposal()
            .product(any("CONSUMER", "PERSONAL", "AUTO", "PAYROLL", "BUSINESS", "MORTGAGE"))
            .of(Money.ofMinor(chance.nextLong(1, 20_000_000), EUR))
            .over(chance.nextInt(1, 481))
            .bornOn(birthday(day))
            .dependents(chance.nextInt(12))
            .earning(income())
            .working(WORK.get(chance.nextInt(WORK.size())))
            .owing(
                Stream.generate(this::credit)
                    .limit(chance.nextInt(4))
                    .toArray(ExistingCredit[]::new));
    if (chance.nextInt(3) == 0) {
      return proposal.build();
    }
    var value = chance.nextLong(1_000, 40_000_000) * 100;
    return proposal.securedBy(Money.ofMinor(value, EUR)).of(loan(value)).build();
  }

  /** On the day itself, about a birthday, or any other day. */
  private String birthday(LocalDate day) {
    var years = day.minusYears(chance.nextInt(16, 100));
    return (chance.nextBoolean()
            ? years.plusDays(chance.nextInt(-1, 2))
            : years.plusDays(chance.nextInt(-180, 180)))
        .toString();
  }

  private Money income() {
    return switch (chance.nextInt(4)) {
      case 0 -> INCOME.plus(Money.ofMinor(chance.nextInt(0, 2), EUR));
      case 1 -> Money.ofMinor(INCOME.minorUnits() - 1, EUR);
      case 2 -> Money.ofMinor(chance.nextInt(0, 2), EUR);
      default -> Money.ofMinor(chance.nextLong(3_000_000), EUR);
    };
  }

  /** About the limit of a grade, a cent below, at or above it, or anything. */
  private Money loan(long value) {
    long cents =
        chance.nextBoolean()
            ? value * any(60, 80, 90) / 100 + chance.nextInt(-1, 2)
            : chance.nextLong(1, value);
    return Money.ofMinor(cents, EUR);
  }

  private ExistingCredit credit() {
    var opened = LocalDate.of(2010, 1, 1).plusDays(chance.nextInt(3_000));
    var payments = new ArrayList<Payment>();
    for (int i = chance.nextInt(8); i > 0; i--) {
      payments.add(
          new Payment(opened.plusMonths(payments.size() + 1L), any(PaymentStatus.values())));
    }
    return new ExistingCredit(
        "AUTO",
        opened,
        Money.ofMinor(chance.nextLong(1, 5_000_000), EUR),
        chance.nextInt(1, 241),
        new AnnualRate(chance.nextLong(1, 400_000)),
        any(CreditStatus.values()),
        payments);
  }

  private Facts facts(Proposal proposal) {
    return switch (chance.nextInt(10)) {
      case 0 -> proposal.property().isPresent() ? SomeFacts.blameless(proposal) : Facts.none();
      case 1 -> SomeFacts.restricted(proposal);
      case 2 -> SomeFacts.withoutRating(proposal);
      case 3 ->
          SomeFacts.bureauSilent(
              any(
                  ReasonCode.SOURCE_TIMED_OUT,
                  ReasonCode.SOURCE_UNAVAILABLE,
                  ReasonCode.CHECK_STOPPED,
                  ReasonCode.TAX_ID_MISSING),
              proposal);
      case 4 ->
          proposal.property().isPresent()
              ? SomeFacts.propertyNotValued(proposal)
              : SomeFacts.blameless(proposal);
      case 5 -> SomeFacts.blameless(proposal);
      default -> SomeFacts.rated(RATING + chance.nextInt(-1, 2), proposal);
    };
  }

  @SafeVarargs
  private <T> T any(T... these) {
    return these[chance.nextInt(these.length)];
  }
}
