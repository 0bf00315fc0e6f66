package dev.countersign.application.credit.request;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.notification.Audience;
import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the events of credit requests concern: the approvers of a stage when a request reaches it
 * and when its deadline comes near, those of the next when it has passed, the applicant of each
 * step that others took and of the end. Nobody is notified of what they did themselves.
 */
public final class RequestAudience implements Audience {
  private final RequestViews requests;
  private final Policies policies;

  public RequestAudience(RequestViews requests, Policies policies) {
    this.policies = policies;
    this.requests = requests;
  }

  @Override
  public boolean isFor(CommittedEvent event) {
    return concerned((CreditRequestEvent) event.event()).isPresent();
  }

  @Override
  public List<Account> of(CommittedEvent event, Accounts accounts) {
    return concerned((CreditRequestEvent) event.event())
        .flatMap(concerned ->
            requests
                .find(CreditRequestId.of(event.stream()))
                .map(request -> concerned.of(request, accounts)))
        .orElseGet(List::of);
  }

  /** Those whom an event concerns, as the request stands. */
  @FunctionalInterface
  private interface Concerned {
    List<Account> of(RequestView request, Accounts accounts);
  }

  private Optional<Concerned> concerned(CreditRequestEvent event) {
    return switch (event) {
      case CreditRequestEvent.StageOpened e -> Optional.of(approvers(e.stage(), e.stage()));
      case CreditRequestEvent.StageReminded e -> Optional.of(approvers(e.stage(), e.stage()));
      case CreditRequestEvent.StageEscalated e -> Optional.of(approvers(e.stage(), e.to()));
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

  private static final Concerned APPLICANT =
      (request, accounts) ->
          accounts.find(request.applicant().id()).stream().filter(Account::active).toList();

  /** The last yes grants the credit, which has a notification of its own. */
  private static Concerned applicantUnlessLast(Stage stage) {
    return (request, accounts) ->
        request.route().getLast().stage().equals(stage)
            ? List.of()
            : APPLICANT.of(request, accounts);
  }

  /** Those of a level who may decide the open stage. */
  private Concerned approvers(Stage open, Stage level) {
    return (request, accounts) -> {
      var role = roleAt(level, request);
      var duties = request.duties(open, Set.of(role));
      return accounts.holding(role, CreditPermissions.DECIDE).stream()
          .filter(
              person -> duties.objectionTo(new StaffMember(person.id(), Set.of(role))).isEmpty())
          .toList();
    };
  }

  private Role roleAt(Stage stage, RequestView request) {
    return policies.pinned(request.policy()).policy().stages().rules(stage).role();
  }
}
