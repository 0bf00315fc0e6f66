package dev.countersign.http.credit.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.Measure;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.http.json.MoneyJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An analysis as it is written: scores and percentages as numbers, exact to four decimals or, where
 * those would not tell a value from its limit, to as many as do.
 *
 * @param revision that brought the proposal
 */
public record AnalysisJson(
    int revision,
    String outcome,
    BigDecimal creditScore,
    BigDecimal confidence,
    BigDecimal debtToIncomePercent,
    Optional<BigDecimal> uncappedDebtToIncomePercent,
    Optional<BigDecimal> loanToValuePercent,
    MoneyJson monthlyPayment,
    MoneyJson monthlyDebt,
    Policy policy,
    String engine,
    Instant analysedAt,
    List<FindingJson> findings) {
  public static AnalysisJson of(AnalysisRecord record) {
    var analysis = record.analysis();
    var figures = analysis.figures();
    return new AnalysisJson(
        record.revision().value(),
        analysis.outcome().name(),
        number(figures.creditScore()),
        number(figures.confidence()),
        number(figures.debtToIncomePercent()),
        figures.uncappedDebtToIncomePercent().map(AnalysisJson::number),
        figures.loanToValuePercent().map(AnalysisJson::number),
        MoneyJson.of(figures.monthlyPayment()),
        MoneyJson.of(figures.monthlyDebt()),
        new Policy(record.policy().version(), record.policy().hash().value()),
        record.engine(),
        record.analysedAt(),
        analysis.findings().stream().map(FindingJson::of).toList());
  }

  private static BigDecimal number(Figure figure) {
    return number(figure.toDecimal());
  }

  private static BigDecimal number(BigDecimal decimal) {
    return decimal.stripTrailingZeros();
  }

  record Policy(String version, String hash) {}

  /**
   * @param measured money, a number, true or false; null if it could not be measured
   * @param limit of the same kind
   */
  record FindingJson(
      String check,
      String result,
      String code,
      @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Object> measured,
      Object limit,
      String source,
      String text) {
    static FindingJson of(Finding finding) {
      return new FindingJson(
          finding.check(),
          finding.result().name(),
          finding.code().code(),
          finding.measured().map(FindingJson::written),
          written(finding.limit()),
          finding.source(),
          finding.text());
    }

    private static Object written(Measure measure) {
      return switch (measure) {
        case Measure.Amount amount -> MoneyJson.of(amount.money());
        case Measure.Quantity quantity -> number(quantity.toDecimal());
        case Measure.Recorded recorded -> recorded.recorded();
      };
    }
  }
}
