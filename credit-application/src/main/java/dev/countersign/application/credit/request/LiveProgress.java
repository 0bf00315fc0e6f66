package dev.countersign.application.credit.request;

import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.live.ProgressSource;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reports the checks of an analysis to those who listen: one by one at the node that makes it, and
 * at all others together, before the outcome.
 */
public final class LiveProgress implements AnalysisProgress, ProgressSource {
  private static final int MAX_REMEMBERED = 500;

  private final LiveEvents live;
  private final RequestViews requests;

  /** Requests that are being analysed here, or were a moment ago. */
  private final Set<CreditRequestId> analysedHere =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CreditRequestId, Boolean> eldest) {
                  return size() > MAX_REMEMBERED;
                }
              }));

  /**
   * @param requests to look up what other nodes' analyses found
   */
  public LiveProgress(LiveEvents live, RequestViews requests) {
    this.live = live;
    this.requests = requests;
  }

  @Override
  public void finished(CreditRequestId request, UserId applicant, Finding finding) {
    if (live.isHeard()) {
      boolean unused = analysedHere.add(request);
      live.report(request.stream(), Optional.of(applicant), factsOf(finding));
    }
  }

  @Override
  public List<Map<String, String>> before(CommittedEvent event) {
    if (!(event.event() instanceof CreditRequestEvent.Analysed)) {
      return List.of();
    }
    var request = CreditRequestId.of(event.stream());
    if (analysedHere.remove(request)) {
      return List.of();
    }
    return requests.analysis(request, Optional.of(new Revision(event.version()))).stream()
        .flatMap(record -> record.analysis().findings().stream())
        .filter(Finding::isFinished)
        .map(LiveProgress::factsOf)
        .toList();
  }

  private static Map<String, String> factsOf(Finding finding) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("check", finding.check());
    facts.put("result", finding.result().name());
    facts.put("code", finding.code().code());
    facts.put("text", finding.text());
    return facts;
  }
}
