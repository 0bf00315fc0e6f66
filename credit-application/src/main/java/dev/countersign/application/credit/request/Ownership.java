package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.credit.request.CreditRequest;
import java.util.Optional;
import java.util.function.Function;

/** What a request is to a caller who wants to move it as its applicant. */
sealed interface Ownership {
  record Theirs(CreditRequest request) implements Ownership {}

  record NotTheirs(MoveOutcome answer) implements Ownership {}

  /** To other applicants a request does not exist; whoever may read all may know that it does. */
  static Ownership of(Optional<CreditRequest> found, Caller by) {
    if (found.isPresent() && found.get().dossier().applicant().equals(by.id())) {
      return new Theirs(found.get());
    }
    return new NotTheirs(
        found.isPresent() && by.may(CreditPermissions.READ_ALL)
            ? new MoveOutcome.NotTheApplicant()
            : new MoveOutcome.NotFound());
  }

  default MoveOutcome map(Function<CreditRequest, MoveOutcome> move) {
    return switch (this) {
      case Theirs theirs -> move.apply(theirs.request());
      case NotTheirs other -> other.answer();
    };
  }
}
