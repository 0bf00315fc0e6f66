package dev.countersign.http.credit.repayment;

import dev.countersign.domain.credit.repayment.GrantFees;
import dev.countersign.domain.credit.repayment.Instalment;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.repayment.Totals;
import dev.countersign.domain.money.Money;
import dev.countersign.http.json.MoneyJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A schedule as it is written.
 *
 * @param annualRate nominal, in percent a year
 * @param effectiveAnnualCost in percent a year, fees included
 * @param paidOut the amount less the fees that are deducted
 */
public record ScheduleJson(
    String method,
    String currency,
    MoneyJson amount,
    LocalDate grantedOn,
    BigDecimal annualRate,
    BigDecimal effectiveAnnualCost,
    MoneyJson paidOut,
    GrantFeesJson feesAtGrant,
    List<InstalmentJson> instalments,
    TotalsJson totals) {
  public static ScheduleJson of(RepaymentSchedule schedule) {
    return new ScheduleJson(
        schedule.method().name(),
        schedule.amount().currency().getCurrencyCode(),
        MoneyJson.of(schedule.amount()),
        schedule.grantedOn(),
        schedule.rate().toPercent(),
        schedule.effectiveAnnualCostPercent(),
        MoneyJson.of(schedule.paidOut()),
        GrantFeesJson.of(schedule),
        schedule.instalments().stream().map(InstalmentJson::of).toList(),
        TotalsJson.of(schedule.totals()));
  }

  record GrantFeesJson(MoneyJson deducted, MoneyJson financed) {
    static GrantFeesJson of(RepaymentSchedule schedule) {
      var none = Money.zero(schedule.amount().currency());
      var fees = schedule.feesAtGrant();
      return new GrantFeesJson(
          MoneyJson.of(fees.map(GrantFees::deducted).orElse(none)),
          MoneyJson.of(fees.map(GrantFees::financed).orElse(none)));
    }
  }

  record TotalsJson(MoneyJson principal, MoneyJson interest, MoneyJson fees, MoneyJson all) {
    static TotalsJson of(Totals totals) {
      return new TotalsJson(
          MoneyJson.of(totals.principal()),
          MoneyJson.of(totals.interest()),
          MoneyJson.of(totals.fees()),
          MoneyJson.of(totals.all()));
    }
  }

  record InstalmentJson(
      int number,
      LocalDate dueDate,
      MoneyJson principal,
      MoneyJson interest,
      MoneyJson fees,
      MoneyJson total,
      MoneyJson balance) {
    static InstalmentJson of(Instalment instalment) {
      return new InstalmentJson(
          instalment.number(),
          instalment.dueDate(),
          MoneyJson.of(instalment.principal()),
          MoneyJson.of(instalment.interest()),
          MoneyJson.of(instalment.fee().orElse(Money.zero(instalment.total().currency()))),
          MoneyJson.of(instalment.total()),
          MoneyJson.of(instalment.balance()));
    }
  }
}
