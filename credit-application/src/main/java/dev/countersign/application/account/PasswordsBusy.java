package dev.countersign.application.account;

/** Too many passwords are being hashed or estimated; to be tried again a moment later. */
public final class PasswordsBusy extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PasswordsBusy() {
    super("too many passwords are being hashed");
  }
}
