package dev.countersign.application.event;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.event.DomainEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of one context: which there are, how they are written, and what is disclosed of them.
 *
 * @param context its name, such as {@code credit}
 * @param streams the types of its streams; no other context has one of them
 * @param type the sealed interface of its events; each record behind it has a stable name, and
 *     {@code docs/events} holds the schema of its messages under that name
 * @param disclosure what is disclosed of them, and to whom
 * @param olderMessages reads messages of versions before the present one
 */
public record ContextEvents<E extends DomainEvent>(
    String context,
    Set<String> streams,
    Class<E> type,
    Disclosure disclosure,
    OlderMessages olderMessages) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

  public ContextEvents {
    streams = Set.copyOf(streams);
    if (!NAME.matcher(context).matches() || !type.isSealed()) {
      throw new IllegalArgumentException("not the events of a context: " + context + ", " + type);
    }
  }

  /** Of a context without messages from before. */
  public ContextEvents(String context, Set<String> streams, Class<E> type, Disclosure disclosure) {
    this(context, streams, type, disclosure, (version, message) -> Optional.empty());
  }

  /** The name of an event's type among all contexts, such as {@code credit.granted}. */
  public String typeOf(DomainEvent event) {
    return context + "." + event.type();
  }

  /** The names of all its types. */
  public Set<String> types() {
    return records(type)
        .map(record -> context + "." + CanonicalJson.typeOf(record))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The records behind a sealed interface. */
  private static Stream<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(each -> each.isSealed() ? records(each) : Stream.of(each));
  }

  String write(DomainEvent event) {
    return CanonicalJson.write(type, type.cast(event));
  }

  DomainEvent read(String json) {
    return CanonicalJson.read(type, json);
  }

  /** Reads messages that were written before the present version of the envelope. */
  @FunctionalInterface
  public interface OlderMessages {
    /**
     * @return the message in the present version, if it is one of this context
     * @throws IllegalArgumentException if it is one and can't be read, with the reason
     */
    Optional<EventEnvelope> read(long version, JsonValue message);
  }
}
