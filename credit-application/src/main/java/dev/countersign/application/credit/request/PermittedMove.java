package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import java.util.EnumSet;
import java.util.Set;

/** What a caller may do with a request next. */
public enum PermittedMove {
  APPROVE,
  REJECT,
  REFER,
  CLAIM,
  RELEASE,
  REVISE,
  WITHDRAW;

  /** The moves that would not be refused, as far as the view can tell. */
  public static Set<PermittedMove> of(RequestView request, Caller caller) {
    var moves = EnumSet.noneOf(PermittedMove.class);
    if (request.applicant().id().equals(caller.id())) {
      switch (request.status()) {
        case SUBMITTED, IN_APPROVAL -> moves.add(WITHDRAW);
        case REFERRED -> moves.addAll(EnumSet.of(REVISE, WITHDRAW));
        case GRANTED, DECLINED, REJECTED, WITHDRAWN, EXPIRED -> {}
      }
      return moves;
    }
    request
        .open()
        .filter(open -> mayDecide(request, open, caller))
        .ifPresent(open -> {
          moves.addAll(EnumSet.of(APPROVE, REJECT, REFER));
          moves.add(open.holder().isPresent() ? RELEASE : CLAIM);
        });
    return moves;
  }

  private static boolean mayDecide(
      RequestView request, RequestView.OpenStageView open, Caller caller) {
    return request.duties(open).objectionTo(CreditPermissions.decider(caller)).isEmpty()
        && open.holder().map(holder -> holder.id().equals(caller.id())).orElse(true);
  }
}
