package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which requests are wanted.
 *
 * <p>Every part that is present must hold.
 *
 * @param applicant only requests of this person, whatever else is asked
 * @param user username or id of the applicant
 * @param stage the one that is open
 * @param submittedFrom first day (UTC), included
 * @param submittedTo last day (UTC), included
 * @param amountMin included, in the currency of the policy
 * @param amountMax included
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
    Optional<LocalDate> submittedFrom,
    Optional<LocalDate> submittedTo,
    Optional<BigDecimal> amountMin,
    Optional<BigDecimal> amountMax,
    Optional<String> text,
    int limit,
    Optional<String> after) {
  /** This query, cut down to the requests of one person. */
  RequestQuery only(UserId person) {
    return new RequestQuery(
        Optional.of(person),
        status,
        user,
        product,
        stage,
        submittedFrom,
        submittedTo,
        amountMin,
        amountMax,
        text,
        limit,
        after);
  }
}
