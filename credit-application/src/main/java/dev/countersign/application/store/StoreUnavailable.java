package dev.countersign.application.store;

/**
 * The store can't be reached at the moment, or was lost on the way; nothing is wrong with what was
 * asked. If work was being committed, it may have taken effect or not: whoever asked sends the same
 * command again under the same key.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreUnavailable(Throwable cause) {
    super("the store can't be reached at the moment", cause);
  }
}
