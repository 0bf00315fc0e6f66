package dev.countersign.http.credit.analysis;

import static dev.countersign.http.exchange.Route.put;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.SetBureauRecord;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.json.Fields;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What the simulated credit bureau answers from. */
public final class BureauRecordsResource implements Resource {
  private static final int MAX_RATING = 10_000;

  private final SetBureauRecord set;

  public BureauRecordsResource(SetBureauRecord set) {
    this.set = set;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        put(
            "/api/v1/bureau-records/{taxId}",
            Access.holding(CreditPermissions.BUREAU_RECORD_WRITE),
            this::set));
  }

  private Answer set(Call call) {
    var person = person(call.pathPart("taxId"));
    var record = call.json(BureauRecordsResource::record);
    return call.once(() -> {
      set.handle(new SetBureauRecord.Command(person, record, call.caller()));
      return answer(person, record);
    });
  }

  private static Answer answer(TaxId person, BureauRecord record) {
    return Answers.ok(
        switch (record) {
          case BureauRecord.OutOfOrder down -> new OutOfOrderJson(person.value(), true);
          case BureauRecord.Kept kept ->
              new KeptJson(person.value(), kept.rating(), kept.restricted());
        });
  }

  private static TaxId person(String value) {
    TaxId person;
    try {
      person = new TaxId(value);
    } catch (IllegalArgumentException e) {
      throw invalid("invalid", "Send 1 to 32 letters, digits, dots, slashes or hyphens.");
    }
    if (!person.isPossible()) {
      throw invalid("check-digits", "The check digits don't belong to this number.");
    }
    return person;
  }

  private static RuntimeException invalid(String code, String message) {
    return Problem.invalid(List.of(new FieldError("taxId", code, message))).asException();
  }

  /** Out of order, or a record: one without a rating means that the bureau keeps none. */
  private static BureauRecord record(Fields body) {
    return body.optionalBool("unavailable").orElse(false)
        ? new BureauRecord.OutOfOrder()
        : new BureauRecord.Kept(
            body.optionalWhole("rating", 0, MAX_RATING), body.bool("restriction"));
  }

  private record KeptJson(
      String taxId,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Integer> rating,
      boolean restriction) {}

  private record OutOfOrderJson(String taxId, boolean unavailable) {}
}
