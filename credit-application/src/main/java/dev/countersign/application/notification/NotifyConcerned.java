package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.events.CommittedEvent;
import dev.countersign.application.events.OncePerEvent;
import dev.countersign.application.request.RequestViews.HistoryEntry;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Store;
import dev.countersign.domain.analysis.Analysis;
import dev.countersign.domain.approval.Stage;
import dev.countersign.domain.request.CreditRequest;
import dev.countersign.domain.request.CreditRequestEvent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Tells whoever is concerned: the approvers of a stage when a request reaches it and when its
 * deadline comes near, those of the next when it has passed, the applicant of each step that others
 * took and of the end. Nobody is told what they did themselves.
 */
public final class NotifyConcerned implements OncePerEvent.Effect {
  private final Ids ids;

  @Inject
  public NotifyConcerned(Ids ids) {
    this.ids = ids;
  }

  @Override
  public void of(CommittedEvent event, Store store) {
    store
        .requests()
        .find(event.request())
        .ifPresent(request ->
            concerned(event.event(), request, store).forEach(person -> tell(person, event, store)));
  }

  private void tell(Account person, CommittedEvent event, Store store) {
    var facts = HistoryEntry.of(event, id -> "").facts();
    boolean unused =
        store
            .notifications()
            .add(
                new Notification(
                    ids.next(event.at()),
                    person.id(),
                    event.id(),
                    event.request(),
                    event.event().type(),
                    event.at(),
                    facts,
                    Optional.empty()));
  }

  private static List<Account> concerned(
      CreditRequestEvent event, CreditRequest request, Store store) {
    return switch (event) {
      case CreditRequestEvent.StageOpened e -> approvers(e.stage(), request, store);
      case CreditRequestEvent.StageReminded e -> approvers(e.stage(), request, store);
      case CreditRequestEvent.StageEscalated e -> approvers(e.to(), request, store);
      case CreditRequestEvent.Analysed e ->
          e.outcome() == Analysis.Outcome.DECLINED ? List.of() : applicant(request, store);
      // The last yes grants the credit, which is told as such.
      case CreditRequestEvent.StageApproved e ->
          isLast(e.stage(), request) ? List.of() : applicant(request, store);
      case CreditRequestEvent.Referred e -> applicant(request, store);
      case CreditRequestEvent.Granted e -> applicant(request, store);
      case CreditRequestEvent.Declined e -> applicant(request, store);
      case CreditRequestEvent.Rejected e -> applicant(request, store);
      case CreditRequestEvent.Expired e -> applicant(request, store);
      case CreditRequestEvent.Submitted e -> List.of();
      case CreditRequestEvent.Revised e -> List.of();
      case CreditRequestEvent.Claimed e -> List.of();
      case CreditRequestEvent.Released e -> List.of();
      case CreditRequestEvent.Withdrawn e -> List.of();
    };
  }

  private static boolean isLast(Stage stage, CreditRequest request) {
    return request.progress().route().stages().getLast() == stage;
  }

  private static List<Account> applicant(CreditRequest request, Store store) {
    return store.accounts().find(request.dossier().applicant()).stream()
        .filter(Account::active)
        .toList();
  }

  /** All who may decide there: not on their own request, and at no second stage of one. */
  private static List<Account> approvers(Stage stage, CreditRequest request, Store store) {
    var decisions = request.progress().decisions();
    return store.accounts().holding(stage.role()).stream()
        .filter(person -> !person.id().equals(request.dossier().applicant()))
        .filter(person ->
            decisions.stream()
                .noneMatch(made -> made.by().equals(person.id()) && made.stage() != stage))
        .toList();
  }
}
