package dev.countersign.domain.event;

import dev.countersign.domain.canonical.CanonicalJson;

/**
 * Something that happened to a stream. Each context has a sealed interface of its own for its
 * events, whose records have a canonical form.
 */
public interface DomainEvent {
  /** The stable name of its kind within its context, such as {@code stage-approved}. */
  default String type() {
    return CanonicalJson.typeOf(getClass());
  }
}
