package dev.countersign.domain.credit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.Golden;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.EngineVectors.Vector;
import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.EngineVersion;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.request.AnalysisRecord;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine has ever recorded, it records again; {@link EngineVectors} holds it to that. */
class EngineTest {
  private static final String RECORD = Golden.text("analysis-record.json");
  private static final @Nullable ClassLoader ONLY_JAVA_BASE = null;
  private static final String POLICY = Golden.text("standard-policy-1.json");

  @ParameterizedTest
  @EnumSource
  void every_version_repeats_what_is_on_file_of_it_to_the_same_bytes(EngineVersion version)
      throws Exception {
    var vectors = EngineVectors.of(version);

    assertThat(vectors).hasSize(2_000);
    for (var vector : vectors) {
      assertThat(Engine.repeat(vector.record(), vector.policy()))
          .as("results changed: give the engine a new version")
          .isEqualTo(vector.record());
    }
  }

  @Test
  void what_is_on_file_of_the_current_one_reaches_every_outcome_and_every_reason()
      throws Exception {
    var records =
        EngineVectors.of(EngineVersion.CURRENT).stream()
            .map(Vector::record)
            .map(text -> CanonicalJson.read(AnalysisRecord.class, text))
            .toList();
    var analyses = records.stream().map(AnalysisRecord::analysis).toList();

    assertThat(records)
        .extracting(AnalysisRecord::engine)
        .containsOnly(EngineVersion.CURRENT.code());

    assertThat(analyses.stream().map(Analysis::outcome).collect(toSet()))
        .containsExactlyInAnyOrder(Analysis.Outcome.values());
    assertThat(
            analyses.stream()
                .flatMap(analysis -> analysis.findings().stream())
                .map(Finding::code)
                .collect(toSet()))
        .containsAll(reasons());
  }

  private static List<ReasonCode> reasons() throws IllegalAccessException {
    var reasons = new ArrayList<ReasonCode>();
    for (var field : ReasonCode.class.getFields()) {
      if (field.get(null) instanceof ReasonCode reason) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  @Test
  void the_library_of_then_is_asked_beside_the_one_of_now() throws Exception {
    var library = Engine.class.getProtectionDomain().getCodeSource().getLocation();
    try (var then = new URLClassLoader(new URL[] {library}, ONLY_JAVA_BASE)) {
      var engine = then.loadClass("dev.countersign.domain.credit.Engine");

      assertThat(engine).isNotSameAs(Engine.class);
      assertThat(
              engine.getMethod("repeat", String.class, String.class).invoke(null, RECORD, POLICY))
          .isEqualTo(RECORD);
    }
  }

  @Test
  void the_doorway_takes_two_texts_and_gives_one() {
    assertThat(
            Arrays.stream(Engine.class.getMethods())
                .filter(m -> m.getDeclaringClass() == Engine.class))
        .extracting(Object::toString)
        .containsExactly(
            "public static java.lang.String"
                + " dev.countersign.domain.credit.Engine.repeat(java.lang.String,java.lang.String)");
  }

  @Test
  void a_record_that_was_altered_comes_out_as_it_was() {
    var altered = RECORD.replace("\"result\":\"PASS\"", "\"result\":\"FAIL\"");

    assertThat(altered).isNotEqualTo(RECORD);
    assertThat(Engine.repeat(altered, POLICY)).isEqualTo(RECORD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "engine":"1"           | "engine":"0"
          "analysedAt":"2026     | "analysedAt":"+1000000000
          "product":"MORTGAGE"   | "product":"YACHT"
          {"analysedAt"          | {"analyzedAt"
          """)
  void a_record_of_no_analysis_is_refused(String before, String after) {
    assertThat(RECORD).contains(before);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engine.repeat(RECORD.replace(before, after), POLICY));
  }

  @Test
  void a_text_of_no_policy_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Engine.repeat(RECORD, RECORD));
  }
}
