package dev.countersign.mail.notification;

import java.util.Optional;

/**
 * A mail server that takes letters.
 *
 * @param from the address that letters come from
 */
public record SmtpServer(String host, int port, Tls tls, Optional<Login> login, String from) {
  /** How the connection is protected. */
  public enum Tls {
    /** Begun in the open and then encrypted, or not used. */
    STARTTLS,
    /** Encrypted from the beginning. */
    TLS,
    /** Not at all. */
    NONE
  }

  /** Who sends. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }
}
