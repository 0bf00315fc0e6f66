package dev.countersign.application.credit.policy;

import java.time.Instant;

/**
 * The act that put a policy in force.
 *
 * @param since from when on it is in force, until a later one is
 * @param publishedBy as the audit trail names whoever did it
 */
public record Publication(Instant since, Instant publishedAt, String publishedBy) {
  /** Who does what a start does. */
  public static final String INSTALLATION = "installation";

  /** What the first start of an installation does, at that instant. */
  public static Publication atFirstStart(Instant now) {
    return new Publication(now, now, INSTALLATION);
  }
}
