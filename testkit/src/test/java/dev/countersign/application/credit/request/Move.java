package dev.countersign.application.credit.request;

import static dev.countersign.testkit.ProposalBuilder.aProposal;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.HoldStage.Wish;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.approval.Verdict.Approve;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.approval.Verdict.Refer;
import dev.countersign.domain.credit.approval.Verdict.Reject;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.testkit.Person;
import java.util.Optional;

/** Every command that moves a request by hand, as its use case takes it. */
enum Move {
  APPROVE {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return decide(new Approve(Optional.empty()), person, request, scene);
    }
  },
  REJECT {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return decide(new Reject(new Reason("Too soon."), Optional.empty()), person, request, scene);
    }
  },
  REFER {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return decide(new Refer(new Question("What for?")), person, request, scene);
    }
  },
  CLAIM {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return scene
          .system()
          .hold()
          .handle(new HoldStage.Command(request, Wish.CLAIM, person.caller()));
    }
  },
  RELEASE {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return scene
          .system()
          .hold()
          .handle(new HoldStage.Command(request, Wish.RELEASE, person.caller()));
    }
  },
  REVISE {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return scene
          .system()
          .revise()
          .handle(
              new ReviseCreditRequest.Command(
                  request, seen(request, scene), aProposal().build(), person.caller()));
    }
  },
  WITHDRAW {
    @Override
    MoveOutcome by(Person person, CreditRequestId request, Scene scene) {
      return scene
          .system()
          .withdraw()
          .handle(new WithdrawCreditRequest.Command(request, person.caller()));
    }
  };

  /** Lets someone try, with the present revision before their eyes. */
  abstract MoveOutcome by(Person person, CreditRequestId request, Scene scene);

  private static MoveOutcome decide(
      Verdict verdict, Person person, CreditRequestId request, Scene scene) {
    return scene
        .system()
        .decide()
        .handle(new DecideStage.Command(request, seen(request, scene), verdict, person.caller()));
  }

  private static Revision seen(CreditRequestId request, Scene scene) {
    return scene
        .system()
        .database()
        .requestViews()
        .find(request)
        .map(RequestView::revision)
        .orElse(Revision.FIRST);
  }
}
