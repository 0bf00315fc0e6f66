package dev.countersign.persistence.credit.request;

import static java.util.Comparator.comparingInt;

import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.party.UserId;
import dev.countersign.domain.text.SearchTerms;
import dev.countersign.persistence.store.Conditions;
import dev.countersign.persistence.store.UuidV7Ids;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The list that a query asks for. Matches that are rare are looked up and sorted; common ones are
 * soon met on a walk down the ids. Which of the two it is, the planner sees by the values.
 */
record Filter(Conditions conditions) {
  private static final String FOUND_BY =
      "%s from proposal_word w where w.request_id = q.id and w.revision = q.proposed and w.word %s";
  private static final Predicate<String> IS_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

  /**
   * @throws IllegalArgumentException if the place to go on from is none
   */
  static Filter of(RequestQuery query) {
    var conditions = new Conditions();
    conditions.add("q.id < :after", "after", query.after().map(UUID::fromString));
    conditions.add("q.applicant_id = :owner", "owner", query.applicant().map(UserId::value));
    conditions.add("q.status = :status", "status", query.status().map(Enum::name));
    conditions.add("q.product = :product", "product", query.product().map(ProductCode::value));
    conditions.add("q.stage = :stage", "stage", query.stage().map(Stage::value));
    conditions.add("q.id >= :first", "first", query.submitted().least().map(UuidV7Ids::lowest));
    conditions.add("q.id < :end", "end", query.submitted().most().map(UuidV7Ids::lowest));
    conditions.add("q.currency = :currency", "currency", query.currency().map(Currency::toString));
    conditions.add("q.amount >= :least", "least", query.amount().least());
    conditions.add("q.amount <= :most", "most", query.amount().most());
    var user = query.user().map(nameOrId -> nameOrId.toLowerCase(Locale.ROOT));
    var userId = user.filter(IS_ID).map(UUID::fromString);
    conditions.add("q.applicant_id = :user_id", "user_id", userId);
    conditions.add(
        "q.applicant_id = (select id from account where username_key = :user)",
        "user",
        user.filter(IS_ID.negate()));
    query.text().map(SearchTerms::of).ifPresent(words -> search(conditions, words));
    return new Filter(conditions);
  }

  /**
   * The longest word, which most requests lack, is looked up; the others are only checked. Where
   * there is no word to find, nothing is found.
   */
  private static void search(Conditions conditions, List<String> words) {
    var byLength = words.stream().sorted(comparingInt(String::length).reversed()).toList();
    var longest = byLength.stream().findFirst().orElse("");
    conditions.add(FOUND_BY.formatted("exists (select", "= :word)"), "word", Optional.of(longest));
    if (byLength.size() > 1) {
      conditions.addTexts(
          FOUND_BY.formatted("(select count(*)", "= any (:words)) = cardinality(:words)"),
          "words",
          byLength.subList(1, byLength.size()));
    }
  }

  String sql() {
    return ViewRow.SELECT.formatted(
            "select q.* from credit_request q %s order by q.id desc limit :limit"
                .formatted(conditions.where()))
        + "order by r.id desc";
  }
}
