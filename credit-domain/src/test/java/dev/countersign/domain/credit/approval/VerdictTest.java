package dev.countersign.domain.credit.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.approval.Verdict.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "\u2003"})
  void a_rejection_needs_a_reason_and_a_referral_a_question(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reason(blank))
        .withMessage("a reason has 1 to 500 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Question(blank))
        .withMessage("a question has 1 to 2000 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Remark(blank))
        .withMessage("a remark has 1 to 2000 characters");
  }

  @Test
  void texts_have_a_largest_length() {
    assertThat(new Reason("x".repeat(500)).value()).hasSize(500);
    assertThat(new Remark("x".repeat(2_000)).value()).hasSize(2_000);
    assertThat(new Question("x".repeat(2_000)).value()).hasSize(2_000);
    assertThatIllegalArgumentException().isThrownBy(() -> new Reason("x".repeat(501)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Remark("x".repeat(2_001)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Question("x".repeat(2_001)));
  }
}
