package dev.countersign.application.store;

/** Someone else changed what was read before it could be saved. The work is to be repeated. */
public final class StaleRevision extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StaleRevision(String what) {
    super(what + " has changed since it was read");
  }
}
