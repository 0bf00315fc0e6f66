package dev.countersign.messaging.event;

/** The topic of events is missing and can't be made, or would lose them; says which. */
public final class UnusableTopic extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableTopic(String why) {
    super(why);
  }

  UnusableTopic(String why, Throwable cause) {
    super(why, cause);
  }
}
