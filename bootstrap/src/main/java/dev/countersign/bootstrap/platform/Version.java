package dev.countersign.bootstrap.platform;

import java.util.Optional;

/** The version of the software. */
public final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} without a jar. */
  public static String get() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
