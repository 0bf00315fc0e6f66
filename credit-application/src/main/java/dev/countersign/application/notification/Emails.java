package dev.countersign.application.notification;

import dev.countersign.application.notification.Email.State;
import dev.countersign.application.store.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The e-mails, within a transaction. */
public interface Emails {
  /** Adds one, due at once if it waits, unless its recipient has one about its event. */
  void add(Email email);

  /** Takes the e-mail longest due, as one attempt more; nobody else gets it until then. */
  Optional<Email> lease(Instant now, Instant until);

  /**
   * Notes what came of an attempt, unless it is not the last one any more.
   *
   * @param dueAt when it is to be tried again, if it waits
   */
  void tried(Email email, Instant dueAt);

  /**
   * Makes an e-mail wait as if it had never been tried.
   *
   * @return the e-mail as it is now, if there is one of that id
   */
  Optional<Email> renew(UUID id, Instant dueAt);

  /**
   * Newest first.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   */
  Page<Email> browse(Optional<State> state, int limit, Optional<String> after);
}
