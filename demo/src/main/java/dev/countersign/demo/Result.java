package dev.countersign.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a request stands when its scenario is over.
 *
 * @param why the reason the API gives; empty if there is none
 * @param waitsFor the stage that is open
 * @param submitted how long the submission took, with its answer
 * @param analysed how long the analysis was in coming, by the server's clock
 * @param decisions how long each decision took, with its answer
 */
record Result(
    Sample sample,
    String id,
    String status,
    List<String> route,
    Optional<String> why,
    Optional<String> waitsFor,
    Duration submitted,
    Optional<Duration> analysed,
    List<Duration> decisions) {
  boolean isAt(String stage) {
    return waitsFor.equals(Optional.of(stage));
  }

  Scenario scenario() {
    return sample.scenario();
  }
}
