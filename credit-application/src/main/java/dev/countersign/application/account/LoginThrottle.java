package dev.countersign.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing, name by name whatever the case of its letters, and whether an account of
 * that name exists or not. Within a transaction.
 */
public interface LoginThrottle {
  /**
   * Counts a try as a failure before anybody knows what comes of it, so that no two tries at once
   * count as one.
   *
   * @return how long nobody may try this name, if it was tried too often: see {@link FailedLogIns};
   *     then this try does not count
   */
  Optional<Duration> tried(String username, Instant at);

  /** Forgets a try of which nothing came. */
  void untried(String username);

  /** Forgets all failures. */
  void succeeded(String username);
}
