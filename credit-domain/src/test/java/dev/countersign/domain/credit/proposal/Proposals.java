package dev.countersign.domain.credit.proposal;

import static dev.countersign.domain.credit.proposal.AProposal.EUR;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random proposals, whether a policy would admit them or not; their texts hold any character. */
@SuppressWarnings("exports") // only tests see it
public final class Proposals {
  private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate YOUNGEST = LocalDate.of(2010, 12, 31);

  private Proposals() {}

  public static Arbitrary<Proposal> any() {
    return Combinators.combine(
            Arbitraries.of("CONSUMER", "PERSONAL", "AUTO", "PAYROLL", "BUSINESS", "MORTGAGE"),
            amounts(1),
            Arbitraries.integers().between(1, 600),
            texts(500),
            applicants(),
            properties().optional())
        .as((product, amount, term, purpose, applicant, property) ->
            new Proposal(new ProductCode(product), amount, term, purpose, applicant, property));
  }

  /** Of up to so many characters, at least one of them visible, with whole code points only. */
  public static Arbitrary<String> texts(int maxLength) {
    return Arbitraries.strings()
        .ofMinLength(0)
        .ofMaxLength(maxLength - 1)
        .map(text -> withoutLoneSurrogates(text) + "x");
  }

  private static String withoutLoneSurrogates(String text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Arbitrary<ApplicantProfile> applicants() {
    return Combinators.combine(
            days(),
            Arbitraries.of(MaritalStatus.class),
            Arbitraries.integers().between(0, 20),
            amounts(0),
            Arbitraries.of(StandardPolicy.get().rules().scorecard().work().workScores().keySet()),
            taxIds(),
            existingCredits())
        .as(ApplicantProfile::new);
  }

  private static Arbitrary<Optional<TaxId>> taxIds() {
    return Arbitraries.strings()
        .withCharRange('0', '9')
        .ofMinLength(1)
        .ofMaxLength(32)
        .map(TaxId::new)
        .filter(TaxId::isPossible)
        .optional();
  }

  private static Arbitrary<List<ExistingCredit>> existingCredits() {
    var payments =
        Combinators.combine(days(), Arbitraries.of(PaymentStatus.class))
            .as(Payment::new)
            .list()
            .ofMaxSize(15);
    return Combinators.combine(
            texts(20),
            days(),
            amounts(1),
            Arbitraries.integers().between(1, 600),
            Arbitraries.longs().between(1, 100_000_000).map(AnnualRate::new),
            Arbitraries.of(CreditStatus.class),
            payments)
        .as(ExistingCredit::new)
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<Property> properties() {
    return Combinators.combine(amounts(1), Arbitraries.of(PropertyType.class), texts(200))
        .as(Property::new);
  }

  private static Arbitrary<Money> amounts(long leastCents) {
    return Arbitraries.longs()
        .between(leastCents, 1_000_000_000_000L)
        .map(cents -> Money.ofMinor(cents, EUR));
  }

  private static Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(OLDEST.toEpochDay(), YOUNGEST.toEpochDay())
        .map(LocalDate::ofEpochDay);
  }
}
