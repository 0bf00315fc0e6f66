package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.AnalysisExtension;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.Measure;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.analysis.Subject;
import java.util.List;
import java.util.Optional;

/** A third fact and a check that needs it, as somebody else would add them. */
public final class EmploymentExtension implements AnalysisExtension {
  public static final FactKey<Employment> EMPLOYMENT = FactKey.of("employment", Employment.class);
  public static final ReasonCode LONG_ENOUGH =
      ReasonCode.of("EMPLOYMENT_LONG_ENOUGH", "Employed for %m months, of %l asked for.");
  public static final ReasonCode TOO_SHORT =
      ReasonCode.of("EMPLOYMENT_TOO_SHORT", "Employed for %m months, less than %l.");

  /** What the employer says. */
  public record Employment(String employer, int months) {}

  /** The applicant has worked for the present employer for some time. */
  public record MinimumEmployment(int months, Breach onBreach) implements Check {
    @Override
    public String name() {
      return "employment";
    }

    @Override
    public Finding examine(Subject subject) {
      var limit = inMonths(months);
      return switch (subject.facts().of(EMPLOYMENT)) {
        case Fact.Undetermined<Employment> unknown -> Finding.unavailable(this, unknown, limit);
        case Fact.Known<Employment> known -> {
          Optional<Measure> measured = Optional.of(inMonths(known.answer().months()));
          yield known.answer().months() < months
              ? Finding.breach(this, onBreach, TOO_SHORT, measured, limit, known.source())
              : Finding.pass(this, LONG_ENOUGH, measured, limit, known.source());
        }
      };
    }

    private static Measure inMonths(int months) {
      return new Measure.Quantity(Figure.of(Integer.toString(months)));
    }
  }

  @Override
  public List<Class<? extends Check>> checks() {
    return List.of(MinimumEmployment.class);
  }

  @Override
  public List<FactKey<?>> facts() {
    return List.of(EMPLOYMENT);
  }

  @Override
  public List<ReasonCode> reasons() {
    return List.of(LONG_ENOUGH, TOO_SHORT);
  }
}
