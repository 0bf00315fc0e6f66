package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/**
 * Which requests are wanted.
 *
 * <p>Every part that is present must hold.
 *
 * @param applicant only requests of this person, whatever else is asked
 * @param user username or id of the applicant
 * @param stage the one that is open
 * @param submitted from the least, up to but without the most
 * @param currency of the amount that is asked for
 * @param amount within that range, both included
 * @param text words that the purpose, the product or the applicant's username has
 * @param limit 1 to 100
 * @param after where the page before said that this one starts; anything else is an {@link
 *     IllegalArgumentException}
 */
public record RequestQuery(
    Optional<UserId> applicant,
    Optional<Status> status,
    Optional<String> user,
    Optional<ProductCode> product,
    Optional<Stage> stage,
    Range<Instant> submitted,
    Optional<Currency> currency,
    Range<BigDecimal> amount,
    Optional<String> text,
    int limit,
    Optional<String> after) {
  /** From the least to the most; what is absent sets no limit. */
  public record Range<T>(Optional<T> least, Optional<T> most) {}

  /** This query, cut down to the requests of one person. */
  RequestQuery only(UserId person) {
    return new RequestQuery(
        Optional.of(person),
        status,
        user,
        product,
        stage,
        submitted,
        currency,
        amount,
        text,
        limit,
        after);
  }
}
