package dev.countersign.domain.credit.approval;

import static dev.countersign.domain.credit.proposal.AProposal.EUR;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.approval.ApprovalMatrix.Band;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.money.Money;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalMatrixTest {
  private static final ApprovalMatrix STANDARD = StandardPolicy.get().approvals();
  private static final Route ANALYST_ALONE = Route.of(StandardPolicy.ANALYST);

  @ParameterizedTest
  @CsvSource({
    "0.01, ANALYST",
    "10000.00, ANALYST",
    "10000.01, MANAGER",
    "50000.00, MANAGER",
    "50000.01, DIRECTOR",
    "5000000.00, DIRECTOR",
  })
  void the_amount_decides_how_far_up_a_request_goes(String amount, Stage last) {
    assertThat(STANDARD.routeFor(euros(amount)))
        .isEqualTo(StandardPolicy.get().stages().reaching(last, ANALYST_ALONE));
  }

  @Property
  void a_larger_amount_never_takes_a_shorter_route(
      @ForAll @LongRange(min = 1, max = 10_000_000) long cents,
      @ForAll @LongRange(max = 10_000_000) long more) {
    var route = STANDARD.routeFor(Money.ofMinor(cents, EUR)).stages();
    var further = STANDARD.routeFor(Money.ofMinor(cents + more, EUR)).stages();

    assertThat(further).startsWith(route.toArray(Stage[]::new));
  }

  @Test
  void without_bands_every_amount_takes_the_same_route() {
    assertThat(new ApprovalMatrix(List.of(), ANALYST_ALONE).routeFor(euros("1000000.00")))
        .isEqualTo(ANALYST_ALONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999.99", "10000.00"})
  void the_limits_of_the_bands_ascend(String second) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ApprovalMatrix(
                List.of(
                    new Band(euros("10000.00"), ANALYST_ALONE),
                    new Band(euros(second), ANALYST_ALONE)),
                ANALYST_ALONE))
        .withMessage("the limits of the bands ascend");
  }
}
