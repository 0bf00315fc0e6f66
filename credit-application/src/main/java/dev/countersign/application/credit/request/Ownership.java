package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.credit.request.CreditRequest;
import java.util.Optional;

/** What a request is to a caller who wants to move it as its applicant. */
sealed interface Ownership {
  record Theirs(CreditRequest request) implements Ownership {}

  /** Somebody else's, which the caller may read. */
  record Visible() implements Ownership {}

  /** There is none, or none that the caller may know of. */
  record Hidden() implements Ownership {}

  static Ownership of(Optional<CreditRequest> found, Caller by) {
    if (found.isPresent() && found.get().dossier().applicant().equals(by.id())) {
      return new Theirs(found.get());
    }
    return found.isPresent() && by.may(CreditPermissions.READ_ALL) ? new Visible() : new Hidden();
  }
}
