package dev.countersign.domain.credit.policy;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Grade;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Quality;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.analysis.Scorecard;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.ApprovalMatrix.Band;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.WorkStatus;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.Role;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The policy the product comes with, until an institution brings its own. */
public final class StandardPolicy {
  public static final Stage ANALYST = new Stage("ANALYST");
  public static final Stage MANAGER = new Stage("MANAGER");
  public static final Stage DIRECTOR = new Stage("DIRECTOR");

  public static final WorkStatus EMPLOYED = new WorkStatus("EMPLOYED");
  public static final WorkStatus SELF_EMPLOYED = new WorkStatus("SELF_EMPLOYED");
  public static final WorkStatus UNEMPLOYED = new WorkStatus("UNEMPLOYED");
  public static final WorkStatus STUDENT = new WorkStatus("STUDENT");
  public static final WorkStatus RETIRED = new WorkStatus("RETIRED");
  public static final WorkStatus OTHER = new WorkStatus("OTHER");

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final RepaymentTerms TERMS =
      new RepaymentTerms(
          RepaymentMethod.PRICE, AnnualRate.ofPercent("3.24"), new DueDates.Monthly());

  private StandardPolicy() {}

  public static CreditPolicy get() {
    return new CreditPolicy(
        "standard-2",
        EUR,
        euros("100.00"),
        18,
        List.of(
            product("CONSUMER", "50000.00", 84, ANALYST),
            product("PERSONAL", "100000.00", 120, ANALYST),
            product("AUTO", "150000.00", 96, ANALYST),
            product("PAYROLL", "100000.00", 120, DIRECTOR),
            product("BUSINESS", "5000000.00", 120, MANAGER),
            new Product(
                new ProductCode("MORTGAGE"), euros("2000000.00"), 480, TERMS, true, ANALYST)),
        new RuleSet(scorecard(), checks(), OnUnavailable.REFER),
        new ApprovalMatrix(
            List.of(
                new Band(euros("10000.00"), Route.of(ANALYST)),
                new Band(euros("50000.00"), Route.of(ANALYST, MANAGER))),
            Route.of(ANALYST, MANAGER, DIRECTOR)),
        Stages.of(
            stage(ANALYST, Role.ANALYST, 12, 16, 32),
            stage(MANAGER, Role.MANAGER, 16, 24, 48),
            stage(DIRECTOR, Role.DIRECTOR, 32, 40, 80)),
        80,
        new BusinessCalendar(
            ZoneOffset.UTC,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Set.of()),
        2_000);
  }

  private static StageRules stage(Stage stage, Role role, int remind, int decide, int expire) {
    return new StageRules(
        stage, role, decide, Optional.of(new StageRules.Escalation(remind, expire)));
  }

  private static Product product(String code, String maximum, int months, Stage atLeast) {
    return new Product(new ProductCode(code), euros(maximum), months, TERMS, false, atLeast);
  }

  private static Scorecard scorecard() {
    return new Scorecard(
        new Scorecard.History(100, 500, 900, 1_000, 100),
        new Scorecard.NoHistory(800, 130),
        new Scorecard.Work(
            500,
            Map.of(
                EMPLOYED, 100,
                SELF_EMPLOYED, 80,
                OTHER, 60,
                STUDENT, 50,
                RETIRED, 50,
                UNEMPLOYED, 30)),
        new Scorecard.Dependents(200, 10));
  }

  private static List<Check> checks() {
    return List.of(
        new Check.BureauRestriction(Breach.FAIL),
        new Check.MinimumRating(600, Breach.FAIL),
        new Check.MinimumIncome(euros("2000.00"), Breach.FAIL),
        new Check.MaximumDebtToIncome(Figure.of("40"), Breach.FAIL),
        new Check.MinimumConfidence(Figure.of("30"), Breach.FAIL),
        new Check.LoanToValue(
            List.of(
                new Grade(Figure.of("60"), Quality.EXCELLENT),
                new Grade(Figure.of("80"), Quality.GOOD),
                new Grade(Figure.of("90"), Quality.FAIR)),
            Breach.FAIL));
  }

  private static Money euros(String amount) {
    return Money.of(amount, EUR);
  }
}
