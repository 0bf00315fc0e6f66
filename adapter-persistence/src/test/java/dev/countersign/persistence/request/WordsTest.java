package dev.countersign.persistence.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void words_are_letters_and_digits_in_lower_case() {
    assertThat(Words.of("Ana's 2nd CAR, (AUTO_LOAN)!"))
        .containsExactly("ana", "s", "2nd", "car", "auto", "loan");
  }

  @Test
  void words_of_every_script_are_words() {
    assertThat(Words.of("Straße — кухня 台所")).containsExactly("straße", "кухня", "台所");
  }

  @Test
  void a_word_counts_once() {
    assertThat(Words.of("House, house; HOUSE")).containsExactly("house");
  }

  @Test
  void a_text_may_have_no_words() {
    assertThat(Words.of(" — ? ")).isEmpty();
  }
}
