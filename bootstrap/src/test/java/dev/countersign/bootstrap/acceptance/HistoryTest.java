package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryTest extends AcceptanceTest {
  private static final String REMARK = "Between us: the van is red";

  @Test
  void it_tells_what_happened_oldest_first() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    assertThat(filed.command(ana, "claim").status()).isEqualTo(200);
    filed = filed.referredBy(ana).revisedTo(Draft.consumer()).approvedBy(ana, max);

    var history = filed.history(ada);

    assertThat(history)
        .allSatisfy(entry -> {
          assertThat(entry.path("type").asString("")).isNotBlank();
          assertThat(entry.path("actor").isMissingNode()).isFalse();
        })
        .extracting(entry -> Instant.parse(entry.path("at").asString()))
        .isSorted();
    assertThat(types(history).getFirst()).contains("submitted");
    assertThat(types(history).getLast()).contains("granted");
    assertInOrder(
        types(history),
        "submitted",
        "analysed",
        "referred",
        "revised",
        "analysed",
        "approved",
        "approved|granted");
    assertThat(history.toString()).contains("ada", "ana", "max");
    assertThat(types(filed.history(ana))).containsAll(types(history));
  }

  private static List<String> types(List<JsonNode> history) {
    return history.stream()
        .map(entry -> entry.path("type").asString().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static void assertInOrder(List<String> types, String... words) {
    int from = 0;
    for (var word : words) {
      int at = from;
      while (at < types.size() && !types.get(at).matches(".*(" + word + ").*")) {
        at++;
      }
      assertThat(at).as("%s after %d in %s", word, from, types).isLessThan(types.size());
      from = at + 1;
    }
  }

  @Test
  void remarks_are_for_staff_alone() throws Exception {
    var filed = Filed.by(ada, Draft.of("PERSONAL").amount("60000.00"));
    var approved =
        filed.command(
            ana,
            "approve",
            "{\"revision\": %d, \"remark\": \"%s\"}".formatted(filed.revision(), REMARK));
    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    assertThat(filed.history(ana).toString()).contains(REMARK);
    var rejected =
        filed.command(
            max,
            "reject",
            "{\"revision\": %d, \"reason\": \"No garage\", \"remark\": \"%s\"}"
                .formatted(filed.revision(), REMARK + "!"));
    assertThat(rejected.status()).as(rejected.text()).isEqualTo(200);

    assertThat(filed.history(dora).toString()).contains(REMARK + "!");
    assertThat(filed.everything(ada)).noneMatch(answer -> answer.contains(REMARK));
    assertThat(ada.get(REQUESTS).text()).doesNotContain(REMARK);
    assertThat(ada.get(filed.path("history")).text()).contains("No garage");
  }

  @Test
  void the_question_of_a_reviewer_is_for_the_applicant() throws Exception {
    var filed = Filed.by(ada, Draft.consumer()).referredBy(ana);

    assertThat(filed.history(ada).toString()).contains("Which van is it?");
  }

  @Test
  void a_decline_tells_its_reasons() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().income("1000.00"));

    assertInOrder(types(filed.history(ada)), "submitted", "analysed|declined");
    assertThat(types(filed.history(ada)).getLast()).contains("declined");
  }
}
