package dev.countersign.application.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.analysis.ReplayAnalyses.Replayed;
import dev.countersign.application.credit.analysis.StoredAnalyses.Place;
import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.testkit.AnalysesInMemory;
import dev.countersign.testkit.Situation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayAnalysesTest {
  private static final Set<CreditRequestId> NONE = Set.of();

  private final Scene scene = Scene.atNoon();
  private final AnalysisRecord record = scene.given(Situation.AT_FIRST_STAGE).analysis();

  @Test
  void an_analysis_that_nobody_has_touched_comes_to_the_same_bytes() {
    assertThat(replayed(text -> text)).isEqualTo(new Replayed(1, NONE, NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "rating":700        | "rating":599
          "result":"PASS"     | "result":"FAIL"
          "outcome":"PASSED"  | "outcome":"IN_DOUBT"
          {"analysedAt"       | { "analysedAt"
          """)
  void an_analysis_that_was_altered_is_named(String before, String after) {
    assertThat(replayed(text -> text.replaceFirst(Pattern.quote(before), after)))
        .isEqualTo(new Replayed(0, Set.of(record.request()), NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version":"standard    | "version":"household
          {"analysedAt"          | {"analyzedAt"
          "engine":"2"           | "engine":"0"
          "engine":"2"           | "engine":"3"
          "workStatus":"EMPLOYED" | "workStatus":"IDLE"
          "analysedAt":"2026     | "analysedAt":"+1000000000
          "analysedAt":"2026-06  | "analysedAt":"2026-13
          """)
  void an_analysis_that_can_t_be_repeated_is_named_too(String before, String after) {
    assertThat(replayed(text -> text.replaceFirst(Pattern.quote(before), after)))
        .isEqualTo(new Replayed(0, NONE, Set.of(record.request())));
  }

  @Test
  void without_an_analysis_there_is_nothing_to_repeat() {
    var none = new AnalysesInMemory(List.of());

    assertThat(replay(none)).isEqualTo(new Replayed(0, NONE, NONE));
    assertThat(none.idleSince()).contains(scene.clock().instant());
  }

  @Test
  void all_are_repeated_in_turn_and_a_new_round_begins_after_the_last() {
    var many =
        new AnalysesInMemory(IntStream.rangeClosed(1, 2_500).mapToObj(this::stored).toList());

    assertThat(replay(many).same()).isEqualTo(1_000);
    assertThat(many.reached()).contains(place(1_000));
    assertThat(replay(many).same()).isEqualTo(1_000);
    assertThat(replay(many).same()).isEqualTo(500);
    assertThat(many.reached()).isEmpty();
    assertThat(replay(many).same()).isEqualTo(1_000);
    assertThat(many.reached()).contains(place(1_000));
  }

  @Test
  void many_of_one_second_are_all_repeated() {
    var four = new AnalysesInMemory(IntStream.rangeClosed(1, 4).mapToObj(this::stored).toList());

    assertThat(replay(four)).isEqualTo(new Replayed(4, NONE, NONE));
  }

  @Test
  void an_analysis_in_the_place_of_another_is_named() {
    var text = CanonicalJson.write(record);

    assertThat(replay(new AnalysesInMemory(List.of(new Stored(place(1), text)))))
        .isEqualTo(new Replayed(0, Set.of(place(1).request()), NONE));
  }

  private Stored stored(int number) {
    var place = place(number);
    var text = CanonicalJson.write(record);
    return new Stored(
        place,
        text.replace(record.request().value().toString(), place.request().value().toString()));
  }

  private static Place place(int number) {
    return new Place(new CreditRequestId(new UUID(0, number)), new Revision(1));
  }

  private Replayed replayed(UnaryOperator<String> alter) {
    var text = CanonicalJson.write(record);
    var altered = alter.apply(text);
    return replay(
        new AnalysesInMemory(
            List.of(new Stored(new Place(record.request(), record.revision()), altered))));
  }

  private Replayed replay(StoredAnalyses stored) {
    return new ReplayAnalyses(stored, scene.system().database().policies(), scene.clock()).run();
  }
}
