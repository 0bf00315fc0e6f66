package dev.countersign.http.credit.request;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.get;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.CheckProposal;
import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.HoldStage;
import dev.countersign.application.credit.request.MoveOutcome;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.application.credit.request.RequestQuery.Range;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.ReviseCreditRequest;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.credit.request.WithdrawCreditRequest;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.http.access.Access;
import dev.countersign.http.credit.analysis.AnalysisJson;
import dev.countersign.http.credit.repayment.ScheduleJson;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Fields;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Credit requests: submitting, reading and moving them. */
public final class CreditRequestsResource implements Resource {
  private static final String ALL = "/api/v1/credit-requests";
  private static final String ONE = ALL + "/{id}";
  private static final Access SUBMITTERS = Access.holding(CreditPermissions.SUBMIT);
  private static final Access DECIDERS = Access.holding(CreditPermissions.DECIDE);

  private final SubmitCreditRequest submit;
  private final DecideStage decide;
  private final ReviseCreditRequest revise;
  private final WithdrawCreditRequest withdraw;
  private final HoldStage hold;
  private final ReadCreditRequests reads;
  private final CheckProposal check;
  private final Moves moves;

  public CreditRequestsResource(
      SubmitCreditRequest submit,
      DecideStage decide,
      ReviseCreditRequest revise,
      WithdrawCreditRequest withdraw,
      HoldStage hold,
      ReadCreditRequests reads,
      CheckProposal check) {
    this.submit = submit;
    this.decide = decide;
    this.revise = revise;
    this.withdraw = withdraw;
    this.hold = hold;
    this.reads = reads;
    this.check = check;
    this.moves = new Moves(reads);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        post(ALL, SUBMITTERS, this::submit),
        get(ALL, LOGGED_IN, this::browse),
        get(ONE, LOGGED_IN, this::show),
        get(ONE + "/history", LOGGED_IN, this::history),
        get(ONE + "/analysis", LOGGED_IN, this::analysis),
        get(ONE + "/schedule", LOGGED_IN, this::schedule),
        post(ONE + "/approve", DECIDERS, this::approve),
        post(ONE + "/reject", DECIDERS, this::reject),
        post(ONE + "/refer", DECIDERS, this::refer),
        post(ONE + "/claim", DECIDERS, call -> hold(call, HoldStage.Wish.CLAIM)),
        post(ONE + "/release", DECIDERS, call -> hold(call, HoldStage.Wish.RELEASE)),
        post(ONE + "/revise", LOGGED_IN, this::revise),
        post(ONE + "/withdraw", LOGGED_IN, this::withdraw));
  }

  private Answer submit(Call call) {
    call.requireKey();
    var proposal = soundProposal(call.fields(), CheckProposal.ToSubmit::new);
    var command = new SubmitCreditRequest.Command(proposal, call.caller());
    return call.once(() ->
        switch (submit.handle(command)) {
          case SubmitCreditRequest.Submitted submitted -> created(submitted, call);
          case SubmitCreditRequest.NotAdmitted broken ->
              Answers.of(Moves.notAdmitted(broken.violations()));
        });
  }

  private static Answer created(SubmitCreditRequest.Submitted submitted, Call call) {
    var view = RequestView.of(submitted.change().next(), call.caller().username());
    return Answers.created(
        RequestJson.of(view, call.caller()),
        ALL + "/" + view.id(),
        Map.of("ETag", Moves.etag(view)));
  }

  private Answer browse(Call call) {
    var query = call.query();
    var named = query.currency("currency");
    var currency = named.orElseGet(reads::currency);
    var amount =
        new Range<>(query.amount("amountMin", currency), query.amount("amountMax", currency));
    var wanted =
        new RequestQuery(
            Optional.empty(),
            query.choice("status", Status.class),
            query.text("user"),
            query.value("product", ProductCode::new, "Name a product, such as PERSONAL."),
            query.code("stage", Stage::value, reads::stages),
            reads.during(new Range<>(query.day("submittedFrom"), query.day("submittedTo"))),
            amount.least().or(amount::most).map(any -> currency).or(() -> named),
            amount,
            query.text("q"),
            query.limit(),
            query.cursor());
    query.end();
    return Answers.page(
        query,
        () -> reads.browse(wanted, call.caller()),
        view -> RequestJson.of(view, call.caller()));
  }

  private Answer show(Call call) {
    return reads
        .find(idOf(call), call.caller())
        .map(view ->
            call.hasSeen(Moves.etag(view))
                ? Answers.notModified(Moves.etag(view))
                : Moves.shown(view, call.caller()))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer history(Call call) {
    return reads
        .history(idOf(call), call.caller())
        .map(entries -> Answers.list(entries.stream().map(HistoryJson::of).toList()))
        .orElseGet(() -> Answers.of(Answers.notFound()));
  }

  private Answer analysis(Call call) {
    var query = call.query();
    var revision = query.whole("revision", 1, Integer.MAX_VALUE).map(Revision::new);
    query.end();
    return reads
        .analysis(idOf(call), revision, call.caller())
        .map(record -> Answers.ok(AnalysisJson.of(record)))
        .orElseGet(() ->
            missing(call, ProblemType.NOT_ANALYSED, "Ask again once the request was analysed."));
  }

  private Answer schedule(Call call) {
    return reads
        .schedule(idOf(call), call.caller())
        .map(schedule -> Answers.ok(ScheduleJson.of(schedule)))
        .orElseGet(() ->
            missing(call, ProblemType.NOT_GRANTED, "There is a schedule once it was granted."));
  }

  private Answer missing(Call call, ProblemType part, String detail) {
    return Answers.of(
        reads.find(idOf(call), call.caller()).isPresent()
            ? Problem.of(part, detail)
            : Answers.notFound());
  }

  private Answer approve(Call call) {
    return decide(call, body -> new Verdict.Approve(remark(body)));
  }

  private Answer reject(Call call) {
    return decide(
        call,
        body -> new Verdict.Reject(new Verdict.Reason(body.text("reason", 500)), remark(body)));
  }

  private Answer refer(Call call) {
    return decide(
        call, body -> new Verdict.Refer(new Verdict.Question(body.text("question", 2_000))));
  }

  private static Optional<Verdict.Remark> remark(Fields body) {
    return body.optionalText("remark", 2_000).map(Verdict.Remark::new);
  }

  private Answer decide(Call call, Function<Fields, Verdict> verdict) {
    var command =
        call.json(body ->
            new DecideStage.Command(
                idOf(call), revision(body), verdict.apply(body), call.caller()));
    return move(call, () -> decide.handle(command));
  }

  private Answer hold(Call call, HoldStage.Wish wish) {
    call.noBody();
    var command = new HoldStage.Command(idOf(call), wish, call.caller());
    return move(call, () -> hold.handle(command));
  }

  private Answer revise(Call call) {
    var id = idOf(call);
    var body = call.fields();
    var seen = revision(body);
    var proposal = soundProposal(body, read -> new CheckProposal.ToRevise(id, read, call.caller()));
    var command = new ReviseCreditRequest.Command(id, seen, proposal, call.caller());
    return move(call, () -> revise.handle(command));
  }

  private Answer withdraw(Call call) {
    call.noBody();
    var command = new WithdrawCreditRequest.Command(idOf(call), call.caller());
    return move(call, () -> withdraw.handle(command));
  }

  private Answer move(Call call, Supplier<MoveOutcome> move) {
    return call.once(() -> moves.answer(move.get(), idOf(call), call.caller()));
  }

  /** The proposal in a body, or the end of the call with everything that the policy says too. */
  private Proposal soundProposal(Fields body, Function<Proposal, CheckProposal.Query> query) {
    var proposal = ProposalReader.read(body);
    body.end();
    body.requireSound(
        () -> check.handle(query.apply(proposal)).stream().map(Moves::error).toList());
    return proposal;
  }

  private static Revision revision(Fields body) {
    return new Revision(body.whole("revision", 1, Integer.MAX_VALUE));
  }

  private static CreditRequestId idOf(Call call) {
    return new CreditRequestId(call.id());
  }
}
