package dev.countersign.domain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts on file that must come out the same for ever; the file ends with a line break of its own.
 */
public final class Golden {
  private Golden() {}

  public static String text(String name) {
    try (var file = requireNonNull(Golden.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
