package dev.countersign.http.credit.request;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.countersign.application.credit.request.HistoryEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that happened to a request.
 *
 * @param facts what else is shown of it, each a member of its own
 * @param remark for staff alone
 */
record HistoryJson(
    Instant at,
    String actor,
    String type,
    int revision,
    @JsonAnyGetter Map<String, String> facts,
    Optional<String> remark) {
  static HistoryJson of(HistoryEntry entry) {
    return new HistoryJson(
        entry.at(),
        entry.actor(),
        entry.type(),
        entry.revision().value(),
        new TreeMap<>(entry.facts()),
        entry.remark());
  }
}
