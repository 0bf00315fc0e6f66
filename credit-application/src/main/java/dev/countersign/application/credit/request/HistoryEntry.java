package dev.countersign.application.credit.request;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that happened to a request.
 *
 * @param actor a username, or the name of the automatic process
 * @param type of the event, kebab-case, such as {@code stage-approved}
 * @param facts what the event tells, by name; each is for the applicant too
 * @param remark for staff alone
 */
public record HistoryEntry(
    Instant at,
    Revision revision,
    String actor,
    String type,
    Map<String, String> facts,
    Optional<String> remark) {
  public HistoryEntry {
    facts = Map.copyOf(facts);
  }

  /**
   * The entry that tells of an event.
   *
   * @param names the username of each person
   */
  public static HistoryEntry of(CommittedEvent event, Function<UserId, String> names) {
    return new HistoryEntry(
        event.at(),
        new Revision(event.version()),
        switch (event.by()) {
          case Actor.Person person -> names.apply(person.id());
          case Actor.Automatic automatic -> automatic.name();
        },
        event.event().type(),
        CreditEvents.ALL.disclosure().facts(event.event()),
        CreditEvents.ALL.disclosure().remark(event.event()));
  }

  public HistoryEntry withoutRemark() {
    return new HistoryEntry(at, revision, actor, type, facts, Optional.empty());
  }
}
