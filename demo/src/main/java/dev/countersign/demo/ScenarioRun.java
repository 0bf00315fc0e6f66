package dev.countersign.demo;

import dev.countersign.demo.Client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the scenario of one request, and checks every answer against what it must be. */
final class ScenarioRun {
  private static final String ALL = "/api/v1/credit-requests";
  private static final List<String> OBJECTIONS =
      List.of(
          "The employer could not confirm the income.",
          "The purpose is not one that we finance.",
          "The documents sent do not fit the request.");

  private final Team team;
  private final Client applicant;
  private final Sample sample;
  private final List<Duration> decisions = new ArrayList<>();
  private Answer last;
  private JsonNode request;

  private ScenarioRun(Team team, Sample sample, Answer submitted) {
    this.team = team;
    this.applicant = team.applicant(sample.number());
    this.sample = sample;
    this.last = submitted;
    this.request = submitted.json();
  }

  static Result of(Team team, Sample sample) throws InterruptedException {
    if (sample.bureau().isPresent()) {
      team.admin().put("/api/v1/bureau-records/" + sample.taxId(), sample.bureau().get());
    }
    var taxId = sample.proposal().applicant().taxId();
    var isIncomplete = sample.scenario() == Scenario.GRANTED_ON_SECOND_PROPOSAL;
    var proposal = sample.proposal().withTaxId(isIncomplete ? Optional.empty() : taxId);
    var submitted = team.applicant(sample.number()).post(ALL, proposal).expect(201);
    return new ScenarioRun(team, sample, submitted).run();
  }

  private Result run() throws InterruptedException {
    var submitted = last.took();
    requireStatus("SUBMITTED");
    var isWithdrawnAtOnce = sample.scenario() == Scenario.WITHDRAWN && sample.number() % 2 == 0;
    var analysed = isWithdrawnAtOnce ? Optional.<Duration>empty() : Optional.of(analyse());
    switch (sample.scenario()) {
      case GRANTED_BY_ONE, GRANTED_BY_TWO, GRANTED_BY_THREE -> approveAll(sample.route());
      case GRANTED_WITHOUT_BUREAU -> approveAll(sample.routeInDoubt());
      case GRANTED_ON_SECOND_PROPOSAL -> completeAndApprove();
      case REJECTED -> approveSomeAndReject();
      case WITHDRAWN -> move(applicant, "withdraw");
      case LEFT_OPEN -> approve(sample.number() % sample.route().size());
      case DECLINED_FOR_RESTRICTION,
          DECLINED_FOR_RATING,
          DECLINED_FOR_INCOME,
          DECLINED_FOR_DEBT,
          DECLINED_FOR_CONFIDENCE,
          DECLINED_FOR_LOAN_TO_VALUE -> {}
    }
    requireStatus(sample.scenario().finalStatus());
    requireSameForApplicant();
    return new Result(
        sample, id(), status(), route(), reason(), openStage(), submitted, analysed, decisions);
  }

  private Duration analyse() throws InterruptedException {
    awaitAnalysis();
    var analysis = applicant.get(path() + "/analysis").expect(200).json();
    return Duration.between(
        Instant.parse(request.path("submittedAt").asString("")),
        Instant.parse(analysis.path("analysedAt").asString("")));
  }

  /** Polls until the request is analysed, with growing pauses. */
  private void awaitAnalysis() throws InterruptedException {
    var isStillSubmitted = last.etag();
    long pauseMillis = 5;
    for (int tries = 0; status().equals("SUBMITTED"); tries++) {
      if (tries == 100) {
        throw last.unexpected("the analysis within half a minute");
      }
      Thread.sleep(pauseMillis);
      pauseMillis = Math.min(400, pauseMillis + pauseMillis / 2);
      var answer = applicant.getUnless(path(), isStillSubmitted);
      if (answer.status() != 304) {
        accept(answer.expect(200));
      }
    }
  }

  private void approveAll(List<String> stages) throws InterruptedException {
    require(route().equals(stages), "the route " + stages);
    approve(stages.size());
    requireStatus("GRANTED");
    var schedule = applicant.get(path() + "/schedule").expect(200);
    var instalments = schedule.json().path("instalments");
    int months = sample.proposal().termMonths();
    if (instalments.size() != months
        || !instalments
            .path(months - 1)
            .path("balance")
            .path("amount")
            .asString("")
            .equals("0.00")) {
      throw schedule.unexpected(months + " instalments that leave nothing to pay");
    }
  }

  /** Approves the open stage and those after it; every third request is claimed first. */
  private void approve(int stages) throws InterruptedException {
    for (int i = 0; i < stages; i++) {
      var stage = openStage().orElseThrow(() -> last.unexpected("an open stage"));
      var reviewer = team.reviewer(stage);
      accept(reviewer.get(path()).expect(200));
      requireLink("approve");
      if (sample.number() % 3 == 0) {
        move(reviewer, "claim");
      }
      decide(reviewer, "approve", Map.of("remark", "Looked at by the " + stage + "."));
    }
  }

  private void approveSomeAndReject() throws InterruptedException {
    approve(sample.number() % sample.route().size());
    var reviewer = team.reviewer(openStage().orElseThrow(() -> last.unexpected("an open stage")));
    var objection = OBJECTIONS.get(sample.number() % OBJECTIONS.size());
    decide(reviewer, "reject", Map.of("reason", objection, "remark", "Called the applicant."));
    require(reason().equals(Optional.of(objection)), "the reason \"" + objection + "\"");
  }

  private void completeAndApprove() throws InterruptedException {
    require(route().equals(sample.routeInDoubt()), "a stage more");
    decide(team.reviewer("analyst"), "refer", Map.of("question", "What is your tax id?"));
    requireStatus("REFERRED");
    accept(applicant.get(path()).expect(200));
    requireLink("revise");
    ObjectNode body = Client.JSON.valueToTree(sample.proposal());
    body.put("revision", revision());
    accept(applicant.post(path() + "/revise", body).expect(200));
    requireStatus("SUBMITTED");
    awaitAnalysis();
    approveAll(sample.route());
  }

  private void decide(Client reviewer, String verdict, Map<String, Object> words)
      throws InterruptedException {
    var body = new HashMap<>(words);
    body.put("revision", revision());
    int before = revision();
    accept(reviewer.post(path() + "/" + verdict, body).expect(200));
    require(revision() > before, "a newer revision than " + before);
    decisions.add(last.took());
  }

  private void move(Client by, String move) throws InterruptedException {
    accept(by.post(path() + "/" + move).expect(200));
  }

  /** Checks that the applicant sees the same final state as whoever moved the request last. */
  private void requireSameForApplicant() throws InterruptedException {
    accept(applicant.get(path()).expect(200));
    requireStatus(sample.scenario().finalStatus());
    var code = sample.scenario().reason();
    if (code.isPresent()) {
      require(
          request
              .path("reasons")
              .valueStream()
              .anyMatch(reason -> reason.path("code").asString("").equals(code.get())),
          "the reason " + code.get());
    }
    var history = applicant.get(path() + "/history").expect(200);
    if (history.json().path("items").size() < 2 && revision() > 1) {
      throw history.unexpected("what happened");
    }
  }

  private void accept(Answer answer) {
    last = answer;
    request = answer.json();
  }

  private void requireStatus(String status) {
    require(status().equals(status), "the status " + status);
  }

  private void requireLink(String move) {
    require(
        request.path("links").valueStream().anyMatch(link -> link.asString("").equals(move)),
        "the link " + move);
  }

  private void require(boolean holds, String wanted) {
    if (!holds) {
      throw last.unexpected(wanted + " (" + sample.scenario() + ")");
    }
  }

  private String path() {
    return ALL + "/" + id();
  }

  private String id() {
    return request.path("id").asString("");
  }

  private String status() {
    return request.path("status").asString("");
  }

  private int revision() {
    return request.path("revision").asInt(0);
  }

  private List<String> route() {
    return request.path("route").valueStream().map(ScenarioRun::stage).toList();
  }

  /** The stage that has a deadline. */
  private Optional<String> openStage() {
    return request
        .path("route")
        .valueStream()
        .filter(stage -> stage.has("deadline"))
        .map(ScenarioRun::stage)
        .findFirst();
  }

  private static String stage(JsonNode stage) {
    return stage.path("stage").asString("");
  }

  private Optional<String> reason() {
    var wanted = sample.scenario().reason();
    return request
        .path("reasons")
        .valueStream()
        .filter(reason -> wanted.filter(reason.path("code").asString("")::equals).isPresent())
        .map(reason -> reason.path("text").asString(""))
        .findFirst();
  }
}
