package dev.countersign.application.notification;

import dev.countersign.application.notification.Email.State;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends what is due. What fails is tried again after a pause that grows, then given up and left to
 * an admin. An e-mail is leased in one transaction, sent outside any, and marked as sent in
 * another; if the node dies between, it is sent again.
 */
public final class SendEmails {
  /** Longer than sending one e-mail may take. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  /** Who ends the system waits for no more than that and one e-mail. */
  private static final Duration TURN = Duration.ofSeconds(2);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final Transactions<NotificationStore> transactions;
  private final Mailer mailer;
  private final Clock clock;

  @Inject
  public SendEmails(Transactions<NotificationStore> transactions, Mailer mailer, Clock clock) {
    this.transactions = transactions;
    this.mailer = mailer;
    this.clock = clock;
  }

  /**
   * Tries e-mails that are due, one after the other, for about two seconds.
   *
   * @return how many were tried
   */
  public int sendDue() {
    var end = clock.instant().plus(TURN);
    int tried = 0;
    for (var due = lease(); due.isPresent(); due = lease()) {
      send(due.get());
      tried++;
      if (clock.instant().isAfter(end)) {
        break;
      }
    }
    return tried;
  }

  private Optional<Email> lease() {
    var now = clock.instant();
    return transactions.inTransaction(store -> store.emails().lease(now, now.plus(LEASE)));
  }

  private void send(Email email) {
    var tried =
        switch (mailer.send(email)) {
          case Mailer.Sent sent -> email.now(State.SENT, Optional.empty());
          case Mailer.Refused refused -> email.now(State.FAILED, Optional.of(refused.why()));
          case Mailer.TryLater later ->
              email.now(isLast(email) ? State.FAILED : State.WAITING, Optional.of(later.why()));
        };
    var dueAt = clock.instant().plus(isLast(email) ? Duration.ZERO : pauseAfter(email));
    transactions.run(store -> store.emails().tried(tried, dueAt));
  }

  private static boolean isLast(Email email) {
    return email.attempts() > PAUSES.size();
  }

  private static Duration pauseAfter(Email email) {
    return PAUSES.get(email.attempts() - 1);
  }
}
