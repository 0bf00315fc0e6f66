package dev.countersign.http.live;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.application.live.LiveMessage;
import dev.countersign.http.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a listener is sent.
 *
 * @param event its kind: change, progress, ready or reset
 * @param id behind which place in the feed the listener stands once they have it; absent for what
 *     has none
 * @param data as JSON
 */
record Message(String event, Optional<String> id, String data) {
  static Message of(LiveMessage message) {
    return switch (message) {
      case LiveMessage.Change change ->
          new Message(
              "change", Optional.of(change.position().value()), Json.write(ChangeJson.of(change)));
      case LiveMessage.Progress progress ->
          new Message("progress", Optional.empty(), Json.write(ProgressJson.of(progress)));
    };
  }

  /** From here on, the listener receives everything. */
  static Message ready(FeedPosition position) {
    return new Message("ready", Optional.of(position.value()), "{}");
  }

  /** The listener missed more than can be sent: what they hold must be fetched anew. */
  static Message reset() {
    return new Message("reset", Optional.empty(), "{}");
  }

  /** As the HTML standard wants it, section 9.2. */
  String asServerSentEvent() {
    return "event: "
        + event
        + "\n"
        + id.map(place -> "id: " + place + "\n").orElse("")
        + "data: "
        + data
        + "\n\n";
  }

  String asJson() {
    return Json.write(new SocketJson(event, id, data));
  }

  /**
   * @param stream type and id of what changed, such as {@code credit-request/0198…}
   * @param request its id alone
   * @param revision the version of the stream
   */
  private record ChangeJson(
      String id,
      String stream,
      String request,
      int revision,
      String type,
      Instant at,
      String actor,
      @JsonAnyGetter Map<String, String> facts,
      Optional<String> remark) {
    static ChangeJson of(LiveMessage.Change change) {
      return new ChangeJson(
          String.valueOf(change.id()),
          change.stream().toString(),
          change.stream().id().toString(),
          change.version(),
          change.type(),
          change.at(),
          change.actor(),
          new TreeMap<>(change.facts()),
          change.remark());
    }
  }

  private record ProgressJson(
      String stream, String request, @JsonAnyGetter Map<String, String> facts) {
    static ProgressJson of(LiveMessage.Progress progress) {
      var stream = progress.stream();
      return new ProgressJson(stream.toString(), stream.id().toString(), progress.facts());
    }
  }

  private record SocketJson(String event, Optional<String> id, @JsonRawValue String data) {}
}
