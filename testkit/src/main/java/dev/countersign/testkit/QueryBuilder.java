package dev.countersign.testkit;

import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.application.credit.request.RequestQuery.Range;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;

/** A query for every request, until it is narrowed down; as many on a page as there may be. */
public final class QueryBuilder {
  private Optional<String> user = Optional.empty();
  private Optional<Status> status = Optional.empty();
  private Optional<ProductCode> product = Optional.empty();
  private Optional<Stage> stage = Optional.empty();
  private Optional<Instant> submittedFrom = Optional.empty();
  private Optional<Instant> submittedTo = Optional.empty();
  private Optional<Currency> currency = Optional.empty();
  private Optional<BigDecimal> amountMin = Optional.empty();
  private Optional<BigDecimal> amountMax = Optional.empty();
  private Optional<String> text = Optional.empty();
  private int limit = 100;
  private Optional<String> after = Optional.empty();

  private QueryBuilder() {}

  public static QueryBuilder allRequests() {
    return new QueryBuilder();
  }

  public static QueryBuilder requestsOf(Person person) {
    return allRequests().ofUser(person.username());
  }

  /**
   * @param nameOrId of the applicant
   */
  public QueryBuilder ofUser(String nameOrId) {
    user = Optional.of(nameOrId);
    return this;
  }

  public QueryBuilder withStatus(Status newStatus) {
    status = Optional.of(newStatus);
    return this;
  }

  public QueryBuilder forProduct(String code) {
    product = Optional.of(new ProductCode(code));
    return this;
  }

  public QueryBuilder at(Stage open) {
    stage = Optional.of(open);
    return this;
  }

  /** A day in UTC. */
  public QueryBuilder submittedFrom(LocalDate day) {
    submittedFrom = Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return this;
  }

  /** A day in UTC. */
  public QueryBuilder submittedTo(LocalDate day) {
    submittedTo = Optional.of(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return this;
  }

  public QueryBuilder in(String currencyCode) {
    currency = Optional.of(Currency.getInstance(currencyCode));
    return this;
  }

  public QueryBuilder ofAtLeast(String amount) {
    amountMin = Optional.of(new BigDecimal(amount));
    return this;
  }

  public QueryBuilder ofAtMost(String amount) {
    amountMax = Optional.of(new BigDecimal(amount));
    return this;
  }

  public QueryBuilder withWords(String words) {
    text = Optional.of(words);
    return this;
  }

  public QueryBuilder byPagesOf(int size) {
    limit = size;
    return this;
  }

  public QueryBuilder after(String position) {
    after = Optional.of(position);
    return this;
  }

  public RequestQuery build() {
    return new RequestQuery(
        Optional.empty(),
        status,
        user,
        product,
        stage,
        new Range<>(submittedFrom, submittedTo),
        currency,
        new Range<>(amountMin, amountMax),
        text,
        limit,
        after);
  }
}
