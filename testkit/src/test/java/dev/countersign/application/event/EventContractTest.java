package dev.countersign.application.event;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.testkit.CreditEventsInTests;
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
  private static final EventRegistry REGISTRY = CreditEventsInTests.REGISTRY;

  @SuppressWarnings("unchecked")
  static Stream<Class<? extends CreditRequestEvent>> types() {
    return Arrays.stream(CreditRequestEvent.class.getPermittedSubclasses())
        .map(type -> (Class<? extends CreditRequestEvent>) type);
  }

  static Stream<Path> examples() throws IOException {
    return examples(SUFFIX);
  }

  static Stream<Path> examplesOfVersion1() throws IOException {
    return examples(".v1");
  }

  private static Stream<Path> examples(String version) throws IOException {
    try (var files = Files.list(FOLDER.resolve("examples"))) {
      return files
          .filter(file -> file.toString().endsWith(version + ".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_event_is_as_its_schema_says(Class<? extends CreditRequestEvent> type)
      throws IOException {
    var schema = FOLDER.resolve(name(type) + SUFFIX + ".schema.json");

    assertThat(schema).exists().content().isEqualTo(EventSchema.of(CreditEvents.CONTEXT, type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_event_has_an_example(Class<? extends CreditRequestEvent> type) {
    var name = name(type);

    assertThat(FOLDER.resolve("examples").resolve(name + SUFFIX + ".json"))
        .as("such as %s", messages().get(name))
        .exists();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void what_was_written_once_is_read_and_written_alike_for_ever(Path example) throws IOException {
    var message = Files.readString(example).strip();

    assertThat(REGISTRY.toMessage(REGISTRY.fromMessage(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("examplesOfVersion1")
  void what_was_written_in_version_1_is_read_as_the_same_event_of_its_request(Path example)
      throws IOException {
    var message = Files.readString(example).strip();

    var event = REGISTRY.fromMessage(message);

    assertThat(event.stream().type()).isEqualTo("credit-request");
    assertThat(message)
        .contains(
            "\"id\":" + event.id() + ",",
            "\"request\":\"" + event.stream().id() + "\"",
            "\"revision\":" + event.version() + ",",
            "\"at\":\"" + event.at() + "\"",
            "\"data\":" + REGISTRY.write(event.stream(), event.event()));
    assertThat(REGISTRY.fromMessage(REGISTRY.toMessage(event))).isEqualTo(event);
  }

  @Test
  void there_is_an_example_of_each_type_in_version_1() throws IOException {
    assertThat(examplesOfVersion1()).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_event_is_the_same_after_its_journey(Class<? extends CreditRequestEvent> type) {
    var message = messages().get(name(type));

    assertThat(message).isNotNull();
    var event = REGISTRY.fromMessage(message);
    assertThat(event.event()).isInstanceOf(type);
    assertThat(REGISTRY.toMessage(event)).isEqualTo(message);
  }

  @Test
  void a_message_of_another_version_or_with_the_data_of_another_type_is_refused() {
    var message = messages().getOrDefault("credit.withdrawn", "");

    assertThatThrownBy(
            () -> REGISTRY.fromMessage(message.replace("\"version\":2", "\"version\":3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 3 is not known here");
    var other = message.replace("\"type\":\"credit.withdrawn\"", "\"type\":\"credit.expired\"");
    assertThatThrownBy(() -> REGISTRY.fromMessage(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("credit.expired with the data of credit.withdrawn");
  }

  @Test
  void a_message_of_a_stream_that_no_context_has_is_refused() {
    var message = messages().getOrDefault("credit.withdrawn", "");

    assertThatThrownBy(
            () -> REGISTRY.fromMessage(message.replace("\"credit-request\"", "\"parcel\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no context has streams of type parcel");
  }

  private static String name(Class<? extends CreditRequestEvent> type) {
    return CreditEvents.CONTEXT + "." + CanonicalJson.typeOf(type);
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
                  CreditEvents.CONTEXT + "." + message.type(),
                  message(event++, step.change(), message),
                  (one, other) -> other.length() > one.length() ? other : one);
        }
      }
    }
    return messages;
  }

  private static String message(long id, Change<?> change, CreditRequestEvent event) {
    return REGISTRY.toMessage(CreditEventsInTests.committed(id, change, event));
  }
}
