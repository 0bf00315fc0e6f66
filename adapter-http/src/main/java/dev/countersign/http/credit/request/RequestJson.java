package dev.countersign.http.credit.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.request.PermittedMove;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.http.json.MoneyJson;
import dev.countersign.http.json.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request as it is written for one caller. */
record RequestJson(
    String id,
    int revision,
    String status,
    String product,
    MoneyJson amount,
    int termMonths,
    String purpose,
    Person applicant,
    Instant submittedAt,
    Policy policy,
    List<Stage> route,
    List<RequestView.Reason> reasons,
    Optional<Question> question,
    Optional<Instant> closedAt,
    List<String> links) {
  static RequestJson of(RequestView view, Caller caller) {
    return new RequestJson(
        view.id().toString(),
        view.revision().value(),
        view.status().name(),
        view.product().value(),
        MoneyJson.of(view.amount()),
        view.termMonths(),
        view.purpose(),
        new Person(view.applicant().id().toString(), view.applicant().username()),
        view.submittedAt(),
        new Policy(view.policy().version(), view.policy().hash().value()),
        view.route().stream().map(stage -> stage(stage, view)).toList(),
        view.reasons(),
        view.question()
            .map(asked ->
                new Question(
                    Names.ofCode(asked.askedBy().value()), asked.text(), asked.answerBy())),
        view.closedAt(),
        Names.of(PermittedMove.of(view, caller)));
  }

  private static Stage stage(RequestView.StageView stage, RequestView view) {
    var name = Names.ofCode(stage.stage().value());
    if (stage.decision().isPresent()) {
      var decision = stage.decision().get();
      return new Decided(
          name, new Decision(decision.outcome().name(), decision.by(), decision.at()));
    }
    return view.open()
        .filter(open -> open.stage().equals(stage.stage()))
        .<Stage>map(open ->
            new Open(
                name,
                open.deadline(),
                open.holder().map(RequestView.Person::username),
                open.escalatedTo().map(level -> Names.ofCode(level.stage().value()))))
        .orElseGet(() -> new Waiting(name));
  }

  record Person(String id, String username) {}

  record Policy(String version, String hash) {}

  record Question(String askedBy, String text, Instant answerBy) {}

  /** A stage of the route, by how far it has come. */
  sealed interface Stage {}

  record Decided(String stage, Decision decision) implements Stage {}

  record Open(
      String stage,
      Instant deadline,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> holder,
      Optional<String> escalatedTo)
      implements Stage {}

  record Waiting(String stage) implements Stage {}

  record Decision(String outcome, String by, Instant at) {}
}
