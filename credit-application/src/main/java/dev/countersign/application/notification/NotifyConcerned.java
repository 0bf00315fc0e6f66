package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.credit.request.RequestViews.HistoryEntry;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.application.store.Ids;
import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.party.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Tells whoever is concerned: the approvers of a stage when a request reaches it and when its
 * deadline comes near, those of the next when it has passed, the applicant of each step that others
 * took and of the end. Nobody is told what they did themselves.
 */
public final class NotifyConcerned implements OncePerEvent.Effect<NotificationStore> {
  private final Ids ids;
  private final RequestViews requests;
  private final Policies policies;
  private final EmailQueue letters;

  @Inject
  public NotifyConcerned(Ids ids, RequestViews requests, Policies policies, EmailQueue letters) {
    this.ids = ids;
    this.requests = requests;
    this.policies = policies;
    this.letters = letters;
  }

  @Override
  public boolean isDue(CommittedEvent event) {
    return audience(event.event()).isPresent();
  }

  @Override
  public void of(CommittedEvent event, NotificationStore store) {
    audience(event.event()).ifPresent(audience -> tell(audience, event, store));
  }

  private void tell(Audience audience, CommittedEvent event, NotificationStore store) {
    requests
        .find(event.request())
        .ifPresent(request ->
            audience.of(request, store.accounts()).forEach(person -> tell(person, event, store)));
  }

  private void tell(Account person, CommittedEvent event, NotificationStore store) {
    var facts = HistoryEntry.of(event, id -> "").facts();
    var notification =
        new Notification(
            ids.next(event.at()),
            person.id(),
            event.id(),
            event.request(),
            event.event().type(),
            event.at(),
            facts,
            Optional.empty());
    if (store.notifications().add(notification)) {
      letters.add(notification, person, store.emails());
    }
  }

  /** Those whom an event concerns, as the request stands. */
  @FunctionalInterface
  private interface Audience {
    List<Account> of(RequestView request, Accounts accounts);
  }

  private Optional<Audience> audience(CreditRequestEvent event) {
    return switch (event) {
      case CreditRequestEvent.StageOpened e -> Optional.of(approvers(e.stage()));
      case CreditRequestEvent.StageReminded e -> Optional.of(approvers(e.stage()));
      case CreditRequestEvent.StageEscalated e -> Optional.of(approvers(e.to()));
      case CreditRequestEvent.Analysed e when e.outcome() == Analysis.Outcome.DECLINED ->
          Optional.empty();
      case CreditRequestEvent.Analysed e -> Optional.of(APPLICANT);
      case CreditRequestEvent.StageApproved e -> Optional.of(applicantUnlessLast(e.stage()));
      case CreditRequestEvent.Referred e -> Optional.of(APPLICANT);
      case CreditRequestEvent.Granted e -> Optional.of(APPLICANT);
      case CreditRequestEvent.Declined e -> Optional.of(APPLICANT);
      case CreditRequestEvent.Rejected e -> Optional.of(APPLICANT);
      case CreditRequestEvent.Expired e -> Optional.of(APPLICANT);
      case CreditRequestEvent.Submitted e -> Optional.empty();
      case CreditRequestEvent.Revised e -> Optional.empty();
      case CreditRequestEvent.Claimed e -> Optional.empty();
      case CreditRequestEvent.Released e -> Optional.empty();
      case CreditRequestEvent.Withdrawn e -> Optional.empty();
    };
  }

  private static final Audience APPLICANT =
      (request, accounts) ->
          accounts.find(request.applicant().id()).stream().filter(Account::active).toList();

  /** The last yes grants the credit, which is told as such. */
  private static Audience applicantUnlessLast(Stage stage) {
    return (request, accounts) ->
        request.route().getLast().stage().equals(stage)
            ? List.of()
            : APPLICANT.of(request, accounts);
  }

  /** All who may decide there: not on their own request, and at no second stage of one. */
  private Audience approvers(Stage stage) {
    return (request, accounts) ->
        accounts.holding(roleAt(stage, request)).stream()
            .filter(person -> !person.id().equals(request.applicant().id()))
            .filter(person ->
                request.deciders().stream()
                    .noneMatch(
                        made -> made.id().equals(person.id()) && !made.stage().equals(stage)))
            .toList();
  }

  private Role roleAt(Stage stage, RequestView request) {
    return policies.pinned(request.policy()).policy().stages().rules(stage).role();
  }
}
