package dev.countersign.bootstrap;

import java.util.Optional;

/** The version of the software. */
final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} without a jar. */
  static String get() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
