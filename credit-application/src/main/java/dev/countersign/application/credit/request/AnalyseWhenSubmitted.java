package dev.countersign.application.credit.request;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import jakarta.inject.Inject;

/** Has every proposal analysed as soon as it is committed. */
public final class AnalyseWhenSubmitted implements EventSubscriber {
  private final AnalyseCreditRequest analyse;

  @Inject
  public AnalyseWhenSubmitted(AnalyseCreditRequest analyse) {
    this.analyse = analyse;
  }

  @Override
  public void on(CommittedEvent committed) {
    switch (committed.event()) {
      case CreditRequestEvent.Submitted submitted -> analyse(committed);
      case CreditRequestEvent.Revised revised -> analyse(committed);
      default -> {}
    }
  }

  private void analyse(CommittedEvent committed) {
    var command =
        new AnalyseCreditRequest.Command(
            CreditRequestId.of(committed.stream()), new Revision(committed.version()));
    // Either outcome is good: the analysis was made now, or it was made before.
    var unused = analyse.handle(command);
  }
}
