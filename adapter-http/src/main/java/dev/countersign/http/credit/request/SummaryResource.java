package dev.countersign.http.credit.request;

import static dev.countersign.http.exchange.Route.get;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.RequestQuery.Range;
import dev.countersign.application.credit.request.RequestSummary;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How many requests there are, by what they have in common. */
public final class SummaryResource implements Resource {
  private final ReadCreditRequests reads;

  public SummaryResource(ReadCreditRequests reads) {
    this.reads = reads;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        get(
            "/api/v1/dashboard/summary",
            Access.holding(CreditPermissions.DASHBOARD_READ),
            this::show));
  }

  private Answer show(Call call) {
    var query = call.query();
    var from = query.day("submittedFrom");
    var to = query.day("submittedTo");
    query.end();
    return Answers.ok(SummaryJson.of(reads.summary(new Range<>(from, to))));
  }

  /**
   * @param byStatus every status, those without a request too
   * @param byStage every stage of the policy in force, and others at which something waits
   * @param byProduct the products that were asked for
   */
  private record SummaryJson(
      long total,
      Map<String, Long> byStatus,
      Map<String, Long> byStage,
      Map<String, Long> byProduct) {
    static SummaryJson of(RequestSummary summary) {
      var byProduct = new TreeMap<String, Long>();
      summary.byProduct().forEach((product, count) -> byProduct.put(product.value(), count));
      var byStage = new LinkedHashMap<String, Long>();
      summary.byStage().forEach((stage, count) -> byStage.put(Names.ofCode(stage.value()), count));
      return new SummaryJson(
          summary.total(),
          counts(Status.values(), Status::name, summary.byStatus()),
          byStage,
          byProduct);
    }

    private static <E extends Enum<E>> Map<String, Long> counts(
        E[] constants, Function<E, String> name, Map<E, Long> counted) {
      var counts = new LinkedHashMap<String, Long>();
      for (var constant : constants) {
        counts.put(name.apply(constant), counted.getOrDefault(constant, 0L));
      }
      return counts;
    }
  }
}
