package dev.countersign.benchmarks;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The automatic analysis by itself: one thread, exact money, every finding kept. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnalysisBenchmark {
  private final RuleSet rules = StandardPolicy.get().rules();
  private final RepaymentTerms terms =
      new RepaymentTerms(
          RepaymentMethod.PRICE, AnnualRate.ofPercent("3.24"), new DueDates.Monthly());
  private final LocalDate day = LocalDate.of(2026, 1, 15);
  private final Proposal proposal = Samples.mortgage();
  private final Facts facts =
      Facts.of(
              FactKey.BUREAU,
              new Fact.Known<>(new BureauReport(Optional.of(700), false), "bureau-simulator"))
          .with(
              FactKey.PROPERTY_VALUE,
              new Fact.Known<>(proposal.property().orElseThrow().value(), "applicant"));

  @Benchmark
  public Analysis analyse() {
    return rules.analyse(proposal, terms, facts, day);
  }
}
