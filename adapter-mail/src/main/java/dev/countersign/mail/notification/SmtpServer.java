package dev.countersign.mail.notification;

import java.util.Optional;

/**
 * The settings of an SMTP server.
 *
 * @param from the sender's address
 */
public record SmtpServer(String host, int port, Tls tls, Optional<Login> login, String from) {
  /** How the connection is protected. */
  public enum Tls {
    /** STARTTLS; without it, nothing is sent. */
    STARTTLS,
    /** TLS from the start. */
    TLS,
    /** No encryption. */
    NONE
  }

  /** Credentials. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }
}
