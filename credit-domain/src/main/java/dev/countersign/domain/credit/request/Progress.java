package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.party.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a request has come.
 *
 * @param revision of the request itself: counts every change
 * @param proposed the revision that brought the present proposal
 * @param terms what that proposal asks for
 * @param route the stages it takes
 * @param decisions of all proposals so far, oldest first
 */
public record Progress(
    Revision revision,
    Revision proposed,
    CreditTerms terms,
    Route route,
    List<Decision> decisions) {
  public Progress {
    decisions = List.copyOf(decisions);
    if (proposed.compareTo(revision) > 0) {
      throw new IllegalArgumentException(proposed + " is still to come at " + revision);
    }
  }

  /** The decisions about the present proposal. */
  public List<Decision> decisionsOnPresent() {
    return decisions.stream().filter(decision -> decision.on().equals(proposed)).toList();
  }

  /** The stage other than this one at which that person has decided, in any proposal. */
  Optional<Stage> otherStageDecidedBy(UserId person, Stage stage) {
    return decisions.stream()
        .filter(decision -> decision.by().equals(person) && !decision.stage().equals(stage))
        .map(Decision::stage)
        .findFirst();
  }

  Progress next() {
    return new Progress(revision.next(), proposed, terms, route, decisions);
  }

  Progress nextOn(Route newRoute) {
    return new Progress(revision.next(), proposed, terms, newRoute, decisions);
  }

  Progress nextWith(Decision decision) {
    var longer = new ArrayList<>(decisions);
    longer.add(decision);
    return new Progress(revision.next(), proposed, terms, route, longer);
  }

  Progress nextProposal(CreditTerms newTerms, Route newRoute) {
    return new Progress(revision.next(), revision.next(), newTerms, newRoute, decisions);
  }
}
