package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Product;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.money.Money;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Asks the outside sources for what a proposal does not tell, all at the same time, each with the
 * policy's time limit. Whatever they do, there is an answer: a source that fails, hangs or talks
 * nonsense leaves its fact undetermined.
 *
 * <p>As soon as one check has failed, sources that have not answered are stopped; what the proposal
 * tells by itself is checked before anyone is asked.
 */
public final class FactFinding {
  private final CreditBureau bureau;
  private final PropertyValuation valuation;
  private final ExecutorService threads;

  /**
   * @param threads on which sources are asked, at once; not virtual ones if a source takes its
   *     connections from a pool, where those that give back can starve those that wait
   */
  @Inject
  public FactFinding(CreditBureau bureau, PropertyValuation valuation, ExecutorService threads) {
    this.bureau = bureau;
    this.valuation = valuation;
    this.threads = threads;
  }

  public Facts about(Proposal proposal, Product product, CreditPolicy policy, LocalDate day) {
    return about(proposal, product, policy, day, findings -> {});
  }

  /**
   * The same, with a listener on the way.
   *
   * @param sofar told what the checks find as facts come in; those that still wait for theirs are
   *     {@link ReasonCode#CHECK_STOPPED} as yet
   */
  public Facts about(
      Proposal proposal,
      Product product,
      CreditPolicy policy,
      LocalDate day,
      Consumer<List<Finding>> sofar) {
    Predicate<Facts> failed =
        facts -> {
          var analysis = policy.rules().analyse(proposal, product.repayment().rate(), facts, day);
          sofar.accept(analysis.findings());
          return analysis.hasFailed();
        };
    if (failed.test(nothingAsked(proposal))) {
      return nothingAsked(proposal);
    }
    int timeoutMillis = policy.sourceTimeoutMillis();
    var report = report(proposal, timeoutMillis);
    var value = proposal.property().map(property -> value(property, timeoutMillis));
    value.ifPresent(asked -> CompletableFuture.anyOf(report, asked).join());
    var first = sofar(report, value);
    return failed.test(first) ? stopped(first, report, value) : complete(report, value);
  }

  private Facts nothingAsked(Proposal proposal) {
    return new Facts(
        stopped(bureau.source()), proposal.property().map(property -> stopped(valuation.source())));
  }

  private CompletableFuture<Fact<BureauReport>> report(Proposal proposal, int timeoutMillis) {
    Optional<TaxId> person = proposal.applicant().taxId();
    return person.isEmpty()
        ? CompletableFuture.completedFuture(
            new Fact.Undetermined<>(ReasonCode.TAX_ID_MISSING, bureau.source()))
        : ask(
            bureau.source(),
            () -> bureau.reportOn(person.get()),
            answer -> answer.rating().filter(rating -> rating < 0).isEmpty(),
            timeoutMillis);
  }

  private CompletableFuture<Fact<Money>> value(Property property, int timeoutMillis) {
    return ask(
        valuation.source(),
        () -> valuation.valueOf(property),
        answer -> answer.isPositive() && answer.currency().equals(property.value().currency()),
        timeoutMillis);
  }

  private <T> CompletableFuture<Fact<T>> ask(
      String source, Callable<T> question, Predicate<T> plausible, int timeoutMillis) {
    var answer = new CompletableFuture<Fact<T>>();
    var asking = threads.submit(() -> answer.complete(answerOf(source, question, plausible)));
    // Whoever answers first, be it the clock or a check that failed elsewhere, ends the asking.
    var unused = answer.whenComplete((fact, failure) -> asking.cancel(true));
    return answer.completeOnTimeout(
        new Fact.Undetermined<>(ReasonCode.SOURCE_TIMED_OUT, source),
        timeoutMillis,
        TimeUnit.MILLISECONDS);
  }

  /** Any failure of a source means the same: it gave no answer. */
  private static <T> Fact<T> answerOf(String source, Callable<T> question, Predicate<T> plausible) {
    try {
      T answer = question.call();
      if (plausible.test(answer)) {
        return new Fact.Known<>(answer, source);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // What went wrong there is for the source's own log; here it only matters that it did.
    }
    return new Fact.Undetermined<>(ReasonCode.SOURCE_UNAVAILABLE, source);
  }

  private Facts sofar(
      CompletableFuture<Fact<BureauReport>> report,
      Optional<CompletableFuture<Fact<Money>>> value) {
    return new Facts(
        value.isEmpty() ? report.join() : report.getNow(stopped(bureau.source())),
        value.map(asked -> asked.getNow(stopped(valuation.source()))));
  }

  private static Facts stopped(
      Facts first,
      CompletableFuture<Fact<BureauReport>> report,
      Optional<CompletableFuture<Fact<Money>>> value) {
    report.complete(first.bureau());
    value.ifPresent(asked -> asked.complete(first.propertyValue().orElseThrow()));
    return first;
  }

  private static Facts complete(
      CompletableFuture<Fact<BureauReport>> report,
      Optional<CompletableFuture<Fact<Money>>> value) {
    return new Facts(report.join(), value.map(CompletableFuture::join));
  }

  private static <T> Fact<T> stopped(String source) {
    return new Fact.Undetermined<>(ReasonCode.CHECK_STOPPED, source);
  }
}
