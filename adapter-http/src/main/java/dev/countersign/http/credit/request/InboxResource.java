package dev.countersign.http.credit.request;

import static dev.countersign.http.exchange.Route.get;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.util.List;

/** What waits for the caller's roles. */
public final class InboxResource implements Resource {
  private final ReadCreditRequests reads;

  public InboxResource(ReadCreditRequests reads) {
    this.reads = reads;
  }

  @Override
  public List<Route> routes() {
    return List.of(get("/api/v1/inbox", Access.holding(CreditPermissions.READ_ALL), this::show));
  }

  private Answer show(Call call) {
    var inbox = reads.inbox(call.caller());
    return Answers.ok(
        new InboxJson(
            shown(inbox.mine(), call.caller()),
            shown(inbox.team(), call.caller()),
            shown(inbox.overdue(), call.caller())));
  }

  private static List<RequestJson> shown(List<RequestView> requests, Caller caller) {
    return requests.stream().map(request -> RequestJson.of(request, caller)).toList();
  }

  private record InboxJson(
      List<RequestJson> mine, List<RequestJson> team, List<RequestJson> overdue) {}
}
