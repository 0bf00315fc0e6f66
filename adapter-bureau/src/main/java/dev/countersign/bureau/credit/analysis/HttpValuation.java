package dev.countersign.bureau.credit.analysis;

import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.money.Money;

/**
 * A valuer of properties behind HTTP: sent the {@code type}, the {@code location} and the {@code
 * value} that the applicant declares, it answers {@code {"worth": {"amount": "…", "currency":
 * "…"}}} in the same currency.
 */
public final class HttpValuation implements PropertyValuation {
  private final RemoteSource remote;

  public HttpValuation(RemoteSource remote) {
    this.remote = remote;
  }

  public record Answer(Money worth) {}

  @Override
  public String source() {
    return remote.name();
  }

  @Override
  public Money valueOf(Property property) throws Exception {
    return remote.ask(property, Answer.class).worth();
  }
}
