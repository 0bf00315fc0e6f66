package dev.countersign.application.credit.analysis;

import static java.util.Objects.requireNonNull;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Product;
import dev.countersign.domain.credit.proposal.Proposal;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks the outside sources for what a proposal does not say, all at the same time, each with the
 * policy's time limit. Whatever they do, there is an answer: a source that fails, hangs or talks
 * nonsense leaves its fact undetermined.
 *
 * <p>The same answers always make the same facts, whoever is quicker: what the proposal declares is
 * checked before anyone outside is asked, and answers count in the order of the policy's checks. A
 * check that fails stops what only later ones wait for, answered or not.
 */
public final class FactFinding {
  private final List<FactSource<?>> sources;
  private final ExecutorService threads;

  /**
   * @param sources one for each fact
   * @param threads on which sources are asked, at once; not virtual ones if a source takes its
   *     connections from a pool, where those that give back can starve those that wait
   */
  @Inject
  public FactFinding(List<FactSource<?>> sources, ExecutorService threads) {
    this.sources = List.copyOf(sources);
    this.threads = threads;
    var facts = new HashSet<>();
    for (var source : sources) {
      if (!facts.add(source.fact())) {
        throw new IllegalArgumentException("two sources of the fact " + source.fact());
      }
    }
  }

  public Facts about(Proposal proposal, Product product, CreditPolicy policy, LocalDate day) {
    return about(proposal, product, policy, day, findings -> {});
  }

  /**
   * The same, with a listener on the way.
   *
   * @param sofar receives what the checks find as facts come in; those that still wait for theirs
   *     are {@link ReasonCode#CHECK_STOPPED} as yet
   */
  public Facts about(
      Proposal proposal,
      Product product,
      CreditPolicy policy,
      LocalDate day,
      Consumer<List<Finding>> sofar) {
    Function<Facts, Analysis> analyse =
        facts -> {
          var analysis = policy.rules().analyse(proposal, product.repayment(), facts, day);
          sofar.accept(analysis.findings());
          return analysis;
        };
    var applicable = sources.stream().filter(source -> source.appliesTo(proposal)).toList();
    var declared = Facts.none();
    for (var source : applicable) {
      declared =
          source.isDeclared() ? declared(source, proposal, declared) : stopped(source, declared);
    }
    var analysis = analyse.apply(declared);
    if (analysis.hasFailed()) {
      return declared;
    }
    var questions = new ArrayList<Question<?>>();
    applicable.stream()
        .filter(source -> !source.isDeclared())
        .forEach(source -> questions.add(question(source, proposal, policy)));
    return answers(questions, declared, analysis, analyse);
  }

  private static <T> Facts declared(FactSource<T> source, Proposal proposal, Facts facts) {
    return facts.with(
        source.fact(),
        source
            .obstacle(proposal)
            .<Fact<T>>map(why -> new Fact.Undetermined<>(why, source.source()))
            .orElseGet(() -> answerOf(source, proposal)));
  }

  private static <T> Facts stopped(FactSource<T> source, Facts facts) {
    return facts.with(
        source.fact(), new Fact.Undetermined<>(ReasonCode.CHECK_STOPPED, source.source()));
  }

  private <T> Question<T> question(FactSource<T> source, Proposal proposal, CreditPolicy policy) {
    var answer =
        source
            .obstacle(proposal)
            .map(why -> unasked(source, why))
            .orElseGet(() -> ask(source, proposal, policy.sourceTimeoutMillis()));
    return new Question<>(source.fact(), source.source(), answer);
  }

  private static <T> CompletableFuture<Fact<T>> unasked(FactSource<T> source, ReasonCode why) {
    return CompletableFuture.completedFuture(new Fact.Undetermined<>(why, source.source()));
  }

  private <T> CompletableFuture<Fact<T>> ask(
      FactSource<T> source, Proposal proposal, int timeoutMillis) {
    var answer = new CompletableFuture<Fact<T>>();
    var asking = threads.submit(() -> answer.complete(answerOf(source, proposal)));
    // Whoever answers first, be it the clock or a check that failed elsewhere, ends the asking.
    var unused = answer.whenComplete((fact, failure) -> asking.cancel(true));
    return answer.completeOnTimeout(
        new Fact.Undetermined<>(ReasonCode.SOURCE_TIMED_OUT, source.source()),
        timeoutMillis,
        TimeUnit.MILLISECONDS);
  }

  /** Any failure of a source means the same: it gave no answer. */
  private static <T> Fact<T> answerOf(FactSource<T> source, Proposal proposal) {
    try {
      T answer = requireNonNull(source.ask(proposal));
      if (source.plausible(answer, proposal)) {
        return new Fact.Known<>(answer, source.source());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // What went wrong there is for the source's own log; here it only matters that it did.
    }
    return new Fact.Undetermined<>(ReasonCode.SOURCE_UNAVAILABLE, source.source());
  }

  /**
   * Waits for what the first unfinished check needs, then for the next, until all is known or a
   * check has failed.
   *
   * @param open those that are asked; emptied on the way
   */
  private static Facts answers(
      List<Question<?>> open,
      Facts declared,
      Analysis ofDeclared,
      Function<Facts, Analysis> analyse) {
    var facts = declared;
    var analysis = ofDeclared;
    while (!open.isEmpty()) {
      for (var question : awaited(open, analysis)) {
        facts = question.answeredIn(facts);
        open.remove(question);
      }
      if (!open.isEmpty()) {
        analysis = analyse.apply(facts);
        if (analysis.hasFailed()) {
          open.forEach(question -> question.stop(declared));
          return facts;
        }
      }
    }
    return facts;
  }

  /** What the first unfinished check waits for; all, where no check waits for any of it. */
  private static List<Question<?>> awaited(List<Question<?>> open, Analysis analysis) {
    return analysis.findings().stream()
        .filter(finding -> !finding.isFinished())
        .findFirst()
        .map(finding ->
            open.stream().filter(each -> each.source().equals(finding.source())).toList())
        .filter(questions -> !questions.isEmpty())
        .orElseGet(() -> List.copyOf(open));
  }

  /** What a source was asked for, and its answer once it is there. */
  private record Question<T>(FactKey<T> fact, String source, CompletableFuture<Fact<T>> answer) {
    Facts answeredIn(Facts facts) {
      return facts.with(fact, answer.join());
    }

    /** Ends the asking; what is known stays undetermined. */
    void stop(Facts facts) {
      boolean unused = answer.complete(facts.of(fact));
    }
  }
}
