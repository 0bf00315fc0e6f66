package dev.countersign.domain.credit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Golden;
import dev.countersign.domain.canonical.CanonicalJson;
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
        .hasToString("4000be0241447f12f234cfcd192d1af616eb9cb6b32ad94045f03a3ef6feea00");
  }

  /** Its stages expire at their deadline: it was written before there was an escalation. */
  @Test
  void the_first_version_is_still_the_one_that_requests_are_pinned_to() {
    var first = CanonicalJson.read(CreditPolicy.class, Golden.text("standard-policy-1.json"));

    assertThat(first.ref().version()).isEqualTo("standard-1");
    assertThat(first.ref().hash())
        .hasToString("46440ca83e47595a225e010b069bee7a20003ee3fa9bd6ea95e86e535199f2d7");
    assertThat(first.escalation()).isEmpty();
  }

  @Test
  void it_is_read_back_from_its_text() {
    assertThat(CanonicalJson.read(CreditPolicy.class, TEXT)).isEqualTo(StandardPolicy.get());
  }
}
