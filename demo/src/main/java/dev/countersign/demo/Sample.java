package dev.countersign.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of the demo.
 *
 * @param number from 0, also what its variations follow
 * @param route the stages that the policy gives the proposal, before any doubt
 * @param bureau what the bureau is to know of the applicant, if it is not what it knows of everyone
 */
record Sample(
    int number,
    Scenario scenario,
    Proposal proposal,
    List<String> route,
    Optional<Map<String, Object>> bureau) {
  /** The stages of every route, lowest first. */
  static final List<String> STAGES = List.of("analyst", "manager", "director");

  /** The route with one stage more, if there is one. */
  List<String> routeInDoubt() {
    return STAGES.subList(0, Math.min(STAGES.size(), route.size() + 1));
  }

  String taxId() {
    return proposal.applicant().taxId().orElseThrow();
  }
}
