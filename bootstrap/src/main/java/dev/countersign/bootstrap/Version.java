package dev.countersign.bootstrap;

import java.util.Optional;

/** Which version this is. */
final class Version {
  private Version() {}

  /** As the archive says it; {@code development} where there is no archive. */
  static String get() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
