package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.notification.Email.State;
import java.util.Optional;

/** Notifications, as e-mails to those of their recipients who want e-mails. */
public final class EmailQueue {
  private final EmailComposer writer;
  private final State first;

  private EmailQueue(EmailComposer writer, State first) {
    this.writer = writer;
    this.first = first;
  }

  /** They wait to be sent. */
  public static EmailQueue toSend(EmailComposer writer) {
    return new EmailQueue(writer, State.WAITING);
  }

  /** There is no mail server. */
  public static EmailQueue toKeep(EmailComposer writer) {
    return new EmailQueue(writer, State.KEPT);
  }

  void add(Notification notification, Account recipient, Emails emails) {
    if (recipient.preferences().email()) {
      emails.add(
          new Email(
              notification.id(),
              recipient.id(),
              notification.event(),
              recipient.email(),
              writer.write(notification, recipient),
              first,
              0,
              Optional.empty(),
              notification.at()));
    }
  }
}
