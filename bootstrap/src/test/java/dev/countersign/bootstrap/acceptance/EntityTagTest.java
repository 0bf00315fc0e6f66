package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import org.junit.jupiter.api.Test;

class EntityTagTest extends AcceptanceTest {
  private static Api.Answer ifNoneMatch(Filed filed, Api caller, String tag) throws Exception {
    return caller.exchange("GET", filed.path(), new byte[0], "If-None-Match", tag);
  }

  private static String tag(Api.Answer answer) {
    return answer.raw().headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void what_has_not_changed_is_not_sent_again() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var first = ada.get(filed.path());
    var tag = tag(first);
    assertThat(tag).matches("(W/)?\"[^\"]+\"").contains(String.valueOf(filed.revision()));

    var same = ifNoneMatch(filed, ada, tag);

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    assertThat(tag(same)).isEqualTo(tag);
    assertThat(ifNoneMatch(filed, ada, "\"other\", " + tag).status()).isEqualTo(304);
    assertThat(ifNoneMatch(filed, ada, "W/" + tag.replace("W/", "")).status()).isEqualTo(304);
    assertThat(ifNoneMatch(filed, ada, "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void what_has_changed_is_sent_with_a_new_tag() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var tag = tag(ada.get(filed.path()));

    filed = filed.approvedBy(ana);

    var changed = ifNoneMatch(filed, ada, tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(tag(changed)).isNotEqualTo(tag);
    assertThat(changed.json().path("revision").asInt()).isEqualTo(filed.revision());
  }
}
