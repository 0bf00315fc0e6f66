package dev.countersign.postgres.backup;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the migrations of each part of the schema have come.
 *
 * @param parts version by name of the part, as Flyway counts; a part that is absent has no tables
 */
public record SchemaVersion(Map<String, String> parts) {
  public SchemaVersion {
    parts = Map.copyOf(parts);
  }

  /** Such as "credit 1, shared 1". */
  @Override
  public String toString() {
    return new TreeMap<>(parts)
        .entrySet().stream()
            .map(part -> part.getKey() + " " + part.getValue())
            .collect(joining(", "));
  }
}
