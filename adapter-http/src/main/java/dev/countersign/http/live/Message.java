package dev.countersign.http.live;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.countersign.application.credit.request.RequestViews.HistoryEntry;
import dev.countersign.application.live.EventFeed.Entry;
import dev.countersign.application.live.EventFeed.Position;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.request.CreditRequestId;
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
  /** An event of a request. */
  static Message change(Entry entry, HistoryEntry told) {
    return new Message(
        "change",
        Optional.of(entry.position().value()),
        Json.write(
            new ChangeJson(
                String.valueOf(entry.id()),
                entry.request().toString(),
                told.revision().value(),
                told.type(),
                told.at(),
                told.actor(),
                new TreeMap<>(told.facts()),
                told.remark())));
  }

  /** A check of an analysis that goes on. It is told once, and to those who listen just then. */
  static Message progress(CreditRequestId request, Finding finding) {
    return new Message(
        "progress",
        Optional.empty(),
        Json.write(
            new ProgressJson(
                request.toString(),
                finding.check(),
                finding.result().name(),
                finding.code().code(),
                finding.text())));
  }

  /** From here on, the listener hears of everything. */
  static Message ready(Position position) {
    return new Message("ready", Optional.of(position.value()), "{}");
  }

  /** The listener missed more than can be told: whatever they hold must be fetched anew. */
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

  private record ChangeJson(
      String id,
      String request,
      int revision,
      String type,
      Instant at,
      String actor,
      @JsonAnyGetter Map<String, String> facts,
      Optional<String> remark) {}

  private record ProgressJson(
      String request, String check, String result, String code, String text) {}

  private record SocketJson(String event, Optional<String> id, @JsonRawValue String data) {}
}
