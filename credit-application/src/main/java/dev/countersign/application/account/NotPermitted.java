package dev.countersign.application.account;

/** A use case was called for someone who may not have it done. */
public final class NotPermitted extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotPermitted(Permission permission) {
    super("the caller lacks the permission " + permission);
  }
}
