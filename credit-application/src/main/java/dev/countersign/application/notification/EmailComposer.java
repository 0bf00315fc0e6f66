package dev.countersign.application.notification;

import dev.countersign.application.account.Account;

/** Puts a notification into words, in the recipient's language. */
@FunctionalInterface
public interface EmailComposer {
  Email.Content write(Notification notification, Account recipient);
}
