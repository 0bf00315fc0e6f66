package dev.countersign.application.notification;

/** Sends e-mails. */
@FunctionalInterface
public interface Mailer {
  /** Sends one e-mail, and returns what came of it whatever goes wrong. */
  Sending send(Email email);

  /** What came of sending. */
  sealed interface Sending {}

  record Sent() implements Sending {}

  /** It may work another time. */
  record TryLater(String why) implements Sending {}

  /** It will never work as it is. */
  record Refused(String why) implements Sending {}
}
