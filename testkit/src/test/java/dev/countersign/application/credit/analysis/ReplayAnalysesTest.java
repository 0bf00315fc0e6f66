package dev.countersign.application.credit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.analysis.ReplayAnalyses.Replayed;
import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.testkit.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayAnalysesTest {
  private final Scene scene = Scene.atNoon();
  private final AnalysisRecord record = scene.given(Situation.AT_FIRST_STAGE).analysis();

  @Test
  void an_analysis_that_nobody_has_touched_comes_to_the_same_bytes() {
    assertThat(replayed(text -> text)).isEqualTo(new Replayed(1, Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "rating":700        | "rating":599
          "result":"PASS"     | "result":"FAIL"
          "outcome":"PASSED"  | "outcome":"IN_DOUBT"
          "version":"standard | "version":"household
          {"analysedAt"       | {"analyzedAt"
          {"analysedAt"       | { "analysedAt"
          """)
  void an_analysis_that_was_altered_is_found(String before, String after) {
    assertThat(replayed(text -> text.replaceFirst(quoted(before), after)))
        .isEqualTo(new Replayed(0, Set.of(record.request())));
  }

  @Test
  void an_analysis_by_other_rules_than_these_can_t_be_repeated_and_is_left_alone() {
    assertThat(replayed(text -> text.replace("\"engine\":\"2\"", "\"engine\":\"0\"")))
        .isEqualTo(new Replayed(0, Set.of()));
  }

  @Test
  void without_an_analysis_there_is_nothing_to_repeat() {
    assertThat(replay(Optional.empty(), List.of())).isEqualTo(new Replayed(0, Set.of()));
  }

  private Replayed replayed(UnaryOperator<String> alter) {
    var text = CanonicalJson.write(record);
    var altered = alter.apply(text);
    return replay(
        Optional.of(Scene.NOON.minusSeconds(7_200)),
        List.of(new Stored(record.request(), altered)));
  }

  private Replayed replay(Optional<Instant> oldest, List<Stored> stored) {
    return new ReplayAnalyses(
            new StoredAnalyses() {
              @Override
              public Optional<Instant> oldest() {
                return oldest;
              }

              @Override
              public List<Stored> from(Instant submitted, int limit) {
                assertThat(submitted).isBetween(oldest.orElseThrow(), Scene.NOON);
                return stored;
              }
            },
            scene.system().database().policies(),
            new SplittableRandom(7),
            scene.clock())
        .run();
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }
}
