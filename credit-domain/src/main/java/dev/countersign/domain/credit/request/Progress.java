package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Route;
import java.util.ArrayList;
import java.util.List;

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

  /** Who has decided at which stage, about any proposal; each pair once. */
  public List<SeparationOfDuties.Decider> deciders() {
    return decisions.stream()
        .map(decision -> new SeparationOfDuties.Decider(decision.by(), decision.stage()))
        .distinct()
        .toList();
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
