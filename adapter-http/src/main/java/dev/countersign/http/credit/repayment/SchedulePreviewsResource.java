package dev.countersign.http.credit.repayment;

import static dev.countersign.http.access.Access.LOGGED_IN;
import static dev.countersign.http.exchange.Route.post;

import dev.countersign.application.credit.repayment.PreviewSchedule;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import java.util.List;

/** The schedule that a grant would make. Writes nothing. */
public final class SchedulePreviewsResource implements Resource {
  private static final ProductCode NO_PRODUCT = new ProductCode("NONE");

  private final PreviewSchedule preview;

  public SchedulePreviewsResource(PreviewSchedule preview) {
    this.preview = preview;
  }

  @Override
  public List<Route> routes() {
    return List.of(post("/api/v1/schedule-previews", LOGGED_IN, this::preview));
  }

  private Answer preview(Call call) {
    var body = call.fields();
    var query =
        new PreviewSchedule.Query(
            body.value(
                "product",
                ProductCode::new,
                NO_PRODUCT,
                "Name a product of the policy, such as PERSONAL."),
            body.positiveMoney("amount"),
            body.whole("termMonths", 1, Integer.MAX_VALUE),
            body.optionalDay("grantedOn"));
    body.end();
    body.requireSound(() -> objections(preview.handle(query)));
    return switch (preview.handle(query)) {
      case PreviewSchedule.Preview shown -> Answers.ok(ScheduleJson.of(shown.schedule()));
      case PreviewSchedule.NotOffered refused ->
          Answers.of(Problem.invalid(errors(refused.violations())));
    };
  }

  private static List<FieldError> objections(PreviewSchedule.Outcome outcome) {
    return switch (outcome) {
      case PreviewSchedule.Preview shown -> List.of();
      case PreviewSchedule.NotOffered refused -> errors(refused.violations());
    };
  }

  private static List<FieldError> errors(List<Violation> violations) {
    return violations.stream()
        .map(violation -> new FieldError(violation.field(), violation.code(), violation.message()))
        .toList();
  }
}
