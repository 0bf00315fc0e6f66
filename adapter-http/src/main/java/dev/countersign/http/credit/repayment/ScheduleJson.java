package dev.countersign.http.credit.repayment;

import dev.countersign.domain.credit.repayment.Instalment;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.http.json.MoneyJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A schedule as it is written.
 *
 * @param annualRate nominal, in percent a year
 * @param effectiveAnnualCost in percent a year
 */
public record ScheduleJson(
    String method,
    String currency,
    MoneyJson amount,
    LocalDate grantedOn,
    BigDecimal annualRate,
    BigDecimal effectiveAnnualCost,
    List<InstalmentJson> instalments) {
  public static ScheduleJson of(RepaymentSchedule schedule) {
    return new ScheduleJson(
        schedule.method().name(),
        schedule.amount().currency().getCurrencyCode(),
        MoneyJson.of(schedule.amount()),
        schedule.grantedOn(),
        schedule.rate().toPercent(),
        schedule.effectiveAnnualCostPercent(),
        schedule.instalments().stream().map(InstalmentJson::of).toList());
  }

  record InstalmentJson(
      int number,
      LocalDate dueDate,
      MoneyJson principal,
      MoneyJson interest,
      MoneyJson total,
      MoneyJson balance) {
    static InstalmentJson of(Instalment instalment) {
      return new InstalmentJson(
          instalment.number(),
          instalment.dueDate(),
          MoneyJson.of(instalment.principal()),
          MoneyJson.of(instalment.interest()),
          MoneyJson.of(instalment.total()),
          MoneyJson.of(instalment.balance()));
    }
  }
}
