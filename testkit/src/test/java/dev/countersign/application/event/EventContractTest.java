package dev.countersign.application.event;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.testkit.People;
import dev.countersign.testkit.SequentialIds;
import dev.countersign.testkit.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What leaves the system is a promise. The schemas say what it is now; the examples were written
 * once and are never changed, so that nothing is lost that was written before.
 */
class EventContractTest {
  private static final Path FOLDER = Path.of("..", "docs", "events");
  private static final String SUFFIX = ".v" + EventEnvelope.VERSION;

  @SuppressWarnings("unchecked")
  static Stream<Class<? extends CreditRequestEvent>> types() {
    return Arrays.stream(CreditRequestEvent.class.getPermittedSubclasses())
        .map(type -> (Class<? extends CreditRequestEvent>) type);
  }

  static Stream<Path> examples() throws IOException {
    try (var files = Files.list(FOLDER.resolve("examples"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_event_is_as_its_schema_says(Class<? extends CreditRequestEvent> type)
      throws IOException {
    var schema = FOLDER.resolve(CanonicalJson.typeOf(type) + SUFFIX + ".schema.json");

    assertThat(schema).exists().content().isEqualTo(EventSchema.of(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_event_has_an_example(Class<? extends CreditRequestEvent> type) {
    var name = CanonicalJson.typeOf(type);

    assertThat(FOLDER.resolve("examples").resolve(name + SUFFIX + ".json"))
        .as("such as %s", messages().get(name))
        .exists();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void what_was_written_once_is_read_and_written_alike_for_ever(Path example) throws IOException {
    var message = Files.readString(example).strip();

    assertThat(EventEnvelope.read(message).toJson()).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_event_is_the_same_after_its_journey(Class<? extends CreditRequestEvent> type) {
    var message = messages().get(CanonicalJson.typeOf(type));

    assertThat(message).isNotNull();
    var event = EventEnvelope.read(message).event();
    assertThat(event.event()).isInstanceOf(type);
    assertThat(EventEnvelope.of(event).toJson()).isEqualTo(message);
  }

  @Test
  void a_message_of_another_version_or_with_the_data_of_another_type_is_refused() {
    var message = messages().getOrDefault("withdrawn", "");

    assertThatThrownBy(() -> EventEnvelope.read(message.replace("\"version\":1", "\"version\":2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2 is not known here");
    var other = message.replace(",\"type\":\"withdrawn\",", ",\"type\":\"expired\",");
    assertThatThrownBy(() -> EventEnvelope.read(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expired with the data of withdrawn");
  }

  /** A message of each type, from requests in every situation; the fullest of each. */
  static Map<String, String> messages() {
    var ids = new SequentialIds();
    var now = Instant.parse("2026-06-01T10:00:00.123456Z");
    var people = People.strangers(ids, now);
    var messages = new TreeMap<String, String>();
    long id = 16;
    for (var situation : Situation.values()) {
      for (var step : situation.of(aRequest().identifiedBy(ids), people).steps()) {
        id += 16;
        long event = id;
        for (var message : step.change().events()) {
          var unused =
              messages.merge(
                  message.type(),
                  message(event++, step.change(), message),
                  (one, other) -> other.length() > one.length() ? other : one);
        }
      }
    }
    return messages;
  }

  private static String message(long id, Change<?> change, CreditRequestEvent event) {
    return EventEnvelope.of(
            new CommittedEvent(
                id,
                change.next().dossier().id(),
                change.next().revision(),
                change.at(),
                change.by(),
                event))
        .toJson();
  }
}
