package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.money.Money;
import java.util.Optional;

/** What the outside might tell of a proposal; of its property, what the applicant declared. */
public final class SomeFacts {
  public static final String BUREAU = "bureau-simulator";

  private SomeFacts() {}

  public static Facts blameless(Proposal proposal) {
    return rated(700, proposal);
  }

  public static Facts rated(int rating, Proposal proposal) {
    return of(new Fact.Known<>(new BureauReport(Optional.of(rating), false), BUREAU), proposal);
  }

  public static Facts restricted(Proposal proposal) {
    return of(new Fact.Known<>(new BureauReport(Optional.of(700), true), BUREAU), proposal);
  }

  public static Facts withoutRating(Proposal proposal) {
    return of(new Fact.Known<>(new BureauReport(Optional.empty(), false), BUREAU), proposal);
  }

  public static Facts bureauSilent(ReasonCode why, Proposal proposal) {
    return of(new Fact.Undetermined<>(why, BUREAU), proposal);
  }

  public static Facts propertyNotValued(Proposal proposal) {
    return blameless(proposal)
        .with(
            FactKey.PROPERTY_VALUE, new Fact.Undetermined<>(ReasonCode.SOURCE_TIMED_OUT, "valuer"));
  }

  private static Facts of(Fact<BureauReport> bureau, Proposal proposal) {
    var facts = Facts.of(FactKey.BUREAU, bureau);
    return proposal
        .property()
        .map(property -> facts.with(FactKey.PROPERTY_VALUE, declared(property)))
        .orElse(facts);
  }

  private static Fact<Money> declared(Property property) {
    return new Fact.Known<>(property.value(), Check.DECLARED);
  }
}
