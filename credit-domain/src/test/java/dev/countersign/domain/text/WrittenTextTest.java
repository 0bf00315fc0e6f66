package dev.countersign.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.text.WrittenText.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A used van",
        "First line\nsecond\tline",
        "É, Ω, я, 台所, שלום, مرحبا",
        "می\u200Cخواهم",
        "क्\u200Dष",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u2764\uFE0F",
        "o\u0301",
        "?"
      })
  void what_can_be_seen_is_fine(String text) {
    assertThat(WrittenText.flawOf(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " \t\n", "\u00A0", "\u3000", "\u2003"})
  void a_text_of_blanks_alone_is_blank(String text) {
    assertThat(WrittenText.flawOf(text)).contains(Flaw.BLANK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200B",
        "van\u200B",
        "\u202Enav",
        "a\u2066b",
        "a\u200Fb",
        "a\u061Cb",
        "a\u00ADb",
        "\uFEFFa",
        "a\u200Db",
        "a\u200C",
        "\u3164",
        "a\u2800",
        "a\u2028b",
        "a\uE000",
        "\uDB40\uDC41",
        "\uFE0F"
      })
  void what_can_not_be_seen_or_turns_the_direction_hides_something(String text) {
    assertThat(WrittenText.flawOf(text)).contains(Flaw.HIDING);
  }

  @Test
  void a_length_counts_code_points() {
    assertThat(WrittenText.length("a\uD83C\uDFE0")).isEqualTo(2);
  }
}
