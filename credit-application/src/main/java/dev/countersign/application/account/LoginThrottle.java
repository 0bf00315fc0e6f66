package dev.countersign.application.account;

import dev.countersign.application.audit.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing, name by name whatever the case of its letters, and whether an account of
 * that name exists or not: soon from where it was guessed, so that a stranger keeps no owner out,
 * and after many failures from anywhere. Within a transaction.
 */
public interface LoginThrottle {
  /**
   * Counts a try as a failure before anybody knows what comes of it, so that no two tries at once
   * count as one.
   *
   * @return how long nobody may try this name, if it was tried too often: see {@link FailedLogIns};
   *     then this try does not count
   */
  Optional<Duration> tried(String username, Origin from, Instant at);

  /** Forgets a try of which nothing came. */
  void untried(String username, Origin from);

  /** Forgets the failures of that name from there, and those from anywhere. */
  void succeeded(String username, Origin from);
}
