package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.SequentialIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {
  private final SequentialIds ids = new SequentialIds();
  private final CreditRequestId one = new CreditRequestId(ids.next(Scene.NOON));
  private final CreditRequestId other = new CreditRequestId(ids.next(Scene.NOON));
  private final List<Instant> asked = new ArrayList<>();

  @Test
  void what_waits_too_long_for_its_analysis_is_analysed_and_what_is_due_is_done() {
    var analysed = new ArrayList<AnalyseCreditRequest.Command>();
    var passed = new ArrayList<CreditRequestId>();

    var swept =
        sweep(
                command -> {
                  analysed.add(command);
                  return new AnalyseCreditRequest.NotDue();
                },
                command -> {
                  passed.add(command.request());
                  return new PassDeadline.Passed(EscalationStep.REMIND);
                })
            .run();

    assertThat(analysed).containsExactly(new AnalyseCreditRequest.Command(one, Revision.FIRST));
    assertThat(passed).containsExactly(one, other);
    assertThat(swept).isEqualTo(new Sweep.Swept(0, 2, List.of()));
    assertThat(asked).containsExactly(Scene.NOON.minusSeconds(120), Scene.NOON);
  }

  @Test
  void a_request_that_can_t_be_moved_on_keeps_no_other_from_it() {
    var broken = new IllegalStateException("broken");

    var swept =
        sweep(
                command -> {
                  throw broken;
                },
                command -> {
                  if (command.request().equals(one)) {
                    throw broken;
                  }
                  return new PassDeadline.Passed(EscalationStep.EXPIRE);
                })
            .run();

    assertThat(swept).isEqualTo(new Sweep.Swept(0, 1, List.of(broken, broken)));
  }

  private Sweep sweep(AnalyseCreditRequest analyse, PassDeadline passDeadline) {
    return new Sweep(overdue(), analyse, passDeadline, MutableClock.at(Scene.NOON));
  }

  private OverdueRequests overdue() {
    return new OverdueRequests() {
      @Override
      public List<AnalyseCreditRequest.Command> notAnalysed(Instant cameBy, int limit) {
        asked.add(cameBy);
        return List.of(new AnalyseCreditRequest.Command(one, Revision.FIRST));
      }

      @Override
      public List<CreditRequestId> due(Instant at, int limit) {
        asked.add(at);
        return List.of(one, other);
      }
    };
  }
}
