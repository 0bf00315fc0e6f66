package dev.countersign.bootstrap;

/** What keeps the system from starting, as a sentence that says what to do about it. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStart(String why) {
    super(why);
  }

  CannotStart(String why, Throwable cause) {
    super(why, cause);
  }
}
