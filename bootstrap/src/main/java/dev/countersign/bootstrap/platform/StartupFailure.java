package dev.countersign.bootstrap.platform;

/** The system can't start; the message says why and what to do. */
public final class StartupFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartupFailure(String why) {
    super(why);
  }

  public StartupFailure(String why, Throwable cause) {
    super(why, cause);
  }
}
