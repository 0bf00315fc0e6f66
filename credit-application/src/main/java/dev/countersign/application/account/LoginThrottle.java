package dev.countersign.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing, name by name, whether an account of that name exists or not. Within a
 * transaction.
 */
public interface LoginThrottle {
  /** How long nobody may try this name, if it was tried too often. */
  Optional<Duration> pause(String username, Instant at);

  void failed(String username, Instant at);

  void succeeded(String username);
}
