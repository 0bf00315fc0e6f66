package dev.countersign.bootstrap;

/** What keeps the system from starting, as a sentence that says what to do about it. */
public final class StartupFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  StartupFailure(String why) {
    super(why);
  }

  StartupFailure(String why, Throwable cause) {
    super(why, cause);
  }
}
