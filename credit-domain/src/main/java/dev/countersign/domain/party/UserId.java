package dev.countersign.domain.party;

import java.util.UUID;

/** A person known to the system; the same id whatever roles they hold, then or now. */
public record UserId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
