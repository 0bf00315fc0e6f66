package dev.countersign.http.audit;

import static dev.countersign.http.exchange.Route.get;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.application.account.Permission;
import dev.countersign.application.audit.browse.AuditQuery;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.audit.browse.BrowseAudit;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The audit trail. */
public final class AuditResource implements Resource {
  private final BrowseAudit audit;

  public AuditResource(BrowseAudit audit) {
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(get("/api/v1/audit", Access.holding(Permission.AUDIT_READ), this::browse));
  }

  private Answer browse(Call call) {
    var query = call.query();
    var wanted =
        new AuditQuery(
            query.text("actor"),
            query.text("action"),
            query.text("subject"),
            query.instant("from"),
            query.until("to"),
            query.limit(),
            query.cursor());
    query.end();
    return Answers.page(query, () -> audit.handle(wanted, call.caller()), RowJson::of);
  }

  /**
   * @param actor a person's id, or the name of an automatic process
   * @param address from where it was done
   * @param seal null until the entry is sealed
   */
  private record RowJson(
      String id,
      Instant at,
      String actor,
      Optional<String> actorName,
      String action,
      String subject,
      String address,
      Map<String, String> details,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> seal) {
    static RowJson of(AuditView row) {
      var entry = row.entry();
      return new RowJson(
          String.valueOf(row.id()),
          entry.at(),
          entry.actor(),
          row.actorName(),
          entry.action(),
          entry.subject(),
          entry.from().address(),
          new TreeMap<>(entry.details()),
          row.seal());
    }
  }
}
