package dev.countersign.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing, name by name whatever the case of its letters, and whether an account of
 * that name exists or not. Within a transaction.
 */
public interface LoginThrottle {
  /** How long nobody may try this name, if it was tried too often: see {@link FailedLogIns}. */
  Optional<Duration> pause(String username, Instant at);

  void failed(String username, Instant at);

  void succeeded(String username);
}
