package dev.countersign.application.event;

import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The events of every context of the running system. */
public final class EventRegistry {
  private final List<ContextEvents<?>> contexts;
  private final Map<String, ContextEvents<?>> byStreamType = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two contexts have the same name or type of streams
   */
  public EventRegistry(List<ContextEvents<?>> contexts) {
    this.contexts = List.copyOf(contexts);
    for (var context : contexts) {
      for (var type : context.streams()) {
        if (byStreamType.put(type, context) != null) {
          throw new IllegalArgumentException("two contexts have streams of type " + type);
        }
      }
    }
    if (contexts().size() < contexts.size()) {
      throw new IllegalArgumentException("two contexts have one name");
    }
  }

  /** The names of the contexts. */
  public Set<String> contexts() {
    var names = new TreeSet<String>();
    contexts.forEach(context -> names.add(context.context()));
    return names;
  }

  /** The names of all types of events, such as {@code credit.granted}. */
  public Set<String> types() {
    var types = new TreeSet<String>();
    contexts.forEach(context -> types.addAll(context.types()));
    return types;
  }

  /**
   * The events of the context that a stream belongs to.
   *
   * @throws IllegalArgumentException if it belongs to none
   */
  public ContextEvents<?> of(StreamId stream) {
    var context = byStreamType.get(stream.type());
    if (context == null) {
      throw new IllegalArgumentException("no context has streams of type " + stream.type());
    }
    return context;
  }

  /** The name of an event's type among all contexts, such as {@code credit.granted}. */
  public String typeOf(CommittedEvent event) {
    return of(event.stream()).typeOf(event.event());
  }

  /** An event of a stream as canonical JSON. */
  public String write(StreamId stream, DomainEvent event) {
    return of(stream).write(event);
  }

  /**
   * @throws IllegalArgumentException if the text is no event of the stream's context
   */
  public DomainEvent read(StreamId stream, String json) {
    return of(stream).read(json);
  }

  /** An event as it leaves the system: an {@link EventEnvelope} in canonical JSON. */
  public String toMessage(CommittedEvent event) {
    return new EventEnvelope(
            event.id(),
            typeOf(event),
            EventEnvelope.VERSION,
            event.stream(),
            event.version(),
            event.owner(),
            event.at(),
            event.by(),
            JsonValue.parse(write(event.stream(), event.event())))
        .toJson();
  }

  /**
   * Reads a message of any version that was ever written.
   *
   * @throws IllegalArgumentException if the text is none, with the reason
   */
  public CommittedEvent fromMessage(String json) {
    var message = JsonValue.parse(json);
    var envelope = older(message).orElseGet(() -> message.as(EventEnvelope.class));
    var event =
        new CommittedEvent(
            envelope.id(),
            envelope.stream(),
            envelope.streamVersion(),
            envelope.owner(),
            envelope.at(),
            envelope.actor(),
            read(envelope.stream(), envelope.data().toString()));
    if (!typeOf(event).equals(envelope.type())) {
      throw new IllegalArgumentException(
          "%s with the data of %s".formatted(envelope.type(), typeOf(event)));
    }
    return event;
  }

  private Optional<EventEnvelope> older(JsonValue message) {
    long version = message.number("version").orElse((long) EventEnvelope.VERSION);
    return version >= EventEnvelope.VERSION
        ? Optional.empty()
        : contexts.stream()
            .flatMap(context -> context.olderMessages().read(version, message).stream())
            .findFirst();
  }
}
