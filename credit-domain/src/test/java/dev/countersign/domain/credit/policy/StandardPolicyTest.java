package dev.countersign.domain.credit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Golden;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.proposal.WorkStatus;
import org.junit.jupiter.api.Test;

/**
 * The policy that requests are pinned to by its hash. Whoever changes it makes a new version;
 * whoever changes how it is written makes every hash ever kept worthless.
 */
class StandardPolicyTest {
  private static final String TEXT = Golden.text("standard-policy.json");

  @Test
  void its_text_is_the_one_on_file() {
    assertThat(CanonicalJson.write(StandardPolicy.get())).isEqualTo(TEXT);
  }

  @Test
  void its_hash_is_the_one_that_requests_keep() {
    assertThat(StandardPolicy.get().ref().hash())
        .hasToString("759bdebdb1925c26eb80c85064bfbe9df51ff9a7789491f1f553a38213f8dfaa");
  }

  /** Its stages expire at their deadline: it was written before there was an escalation. */
  @Test
  void the_first_version_is_still_the_one_that_requests_are_pinned_to() {
    var first = CanonicalJson.read(CreditPolicy.class, Golden.text("standard-policy-1.json"));

    assertThat(first.ref().version()).isEqualTo("standard-1");
    assertThat(first.ref().hash())
        .hasToString("05f0d64c9b7aac5562ba3289269879d0fa46761658b42d1ed40c70a14121e56a");
    assertThat(first.stages().value()).allMatch(stage -> stage.escalation().isEmpty());
  }

  @Test
  void a_policy_with_a_stage_and_a_work_status_of_its_own_keeps_its_text() {
    var text = Golden.text("policy-with-a-committee.json");
    var policy = CanonicalJson.read(CreditPolicy.class, text);

    assertThat(CanonicalJson.write(policy)).isEqualTo(text);
    assertThat(policy.ref().hash())
        .hasToString("ba4bb9bef9f7d0f8834818dbaa1a05e002fec128cf218ab8868c87400636b554");
    assertThat(policy.stages().codes()).last().hasToString("COMMITTEE");
    assertThat(policy.rules().scorecard().work().workScores())
        .containsKey(new WorkStatus("FREELANCE"));
  }

  @Test
  void it_is_read_back_from_its_text() {
    assertThat(CanonicalJson.read(CreditPolicy.class, TEXT)).isEqualTo(StandardPolicy.get());
  }
}
