package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.money.Money;
import dev.countersign.testkit.Await;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Outside sources that answer, or fail to, as a test wants. */
public final class Sources {
  public static final BureauReport GOOD = new BureauReport(Optional.of(700), false);
  public static final BureauReport RESTRICTED = new BureauReport(Optional.of(700), true);

  private Sources() {}

  public static CreditBureau bureau(Callable<BureauReport> answer) {
    return new CreditBureau() {
      @Override
      public String source() {
        return "bureau";
      }

      @Override
      public BureauReport reportOn(TaxId person) throws Exception {
        return answer.call();
      }
    };
  }

  public static PropertyValuation valuation(Callable<Money> answer) {
    return new PropertyValuation() {
      @Override
      public String source() {
        return "valuer";
      }

      @Override
      public Money valueOf(Property property) throws Exception {
        return answer.call();
      }
    };
  }

  /** Never answers, and counts down when it is told to stop. */
  public static <T> Callable<T> hanging(CountDownLatch stopped) {
    return () -> {
      try {
        throw Await.interruption();
      } catch (InterruptedException e) {
        stopped.countDown();
        throw e;
      }
    };
  }

  /** Never answers. */
  public static <T> Callable<T> hanging() {
    return hanging(new CountDownLatch(1));
  }

  public static <T> Callable<T> failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }
}
