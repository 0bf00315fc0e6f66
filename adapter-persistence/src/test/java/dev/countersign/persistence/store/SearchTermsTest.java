package dev.countersign.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTermsTest {
  @Test
  void words_are_letters_and_digits_in_lower_case() {
    assertThat(SearchTerms.of("Ana's 2nd CAR, (AUTO_LOAN)!"))
        .containsExactly("ana", "s", "2nd", "car", "auto", "loan");
  }

  @Test
  void words_of_every_script_are_words() {
    assertThat(SearchTerms.of("Straße — кухня 台所")).containsExactly("straße", "кухня", "台所");
  }

  @Test
  void a_word_counts_once() {
    assertThat(SearchTerms.of("House, house; HOUSE")).containsExactly("house");
  }

  @Test
  void a_text_may_have_no_words() {
    assertThat(SearchTerms.of(" — ? ")).isEmpty();
  }
}
