package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The separation of duties at an open stage: it takes one of the stage's roles, and nobody decides
 * their own request or two stages of one, whatever their roles, then or now. Whoever moves, shows
 * or shows a stage asks this; the inbox asks a query that a contract holds to it.
 *
 * @param applicant whose request it is
 * @param stage the open one
 * @param roles each of which may decide it
 * @param deciders everyone who has decided about any proposal of the request
 */
public record SeparationOfDuties(
    UserId applicant, Stage stage, Set<Role> roles, List<Decider> deciders) {
  public SeparationOfDuties {
    roles = Set.copyOf(roles);
    deciders = List.copyOf(deciders);
  }

  /** Why that person may not decide the stage; empty if they may. */
  public Optional<Refusal.Ineligible> objectionTo(StaffMember person) {
    if (person.id().equals(applicant)) {
      return Optional.of(new Refusal.OwnRequest());
    }
    if (roles.stream().noneMatch(person::is)) {
      return Optional.of(new Refusal.WrongStage(stage));
    }
    return deciders.stream()
        .filter(decider -> decider.id().equals(person.id()) && !decider.stage().equals(stage))
        .findFirst()
        .map(decider -> new Refusal.SamePersonTwice(decider.stage()));
  }

  /** That a person has decided at a stage. */
  public record Decider(UserId id, Stage stage) {}
}
