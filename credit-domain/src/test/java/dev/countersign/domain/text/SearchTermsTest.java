package dev.countersign.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTermsTest {
  @Test
  void words_are_letters_and_digits_in_lower_case() {
    assertThat(SearchTerms.of("Ana's 2nd CAR, (AUTO_LOAN)!"))
        .containsExactly("ana", "s", "2nd", "car", "auto", "loan");
  }

  @Test
  void words_of_every_script_are_words() {
    assertThat(SearchTerms.of("Straße — кухня 台所")).containsExactly("strasse", "кухня", "台所");
  }

  @Test
  void a_word_counts_once() {
    assertThat(SearchTerms.of("House, house; HOUSE")).containsExactly("house");
  }

  @Test
  void a_text_may_have_no_words() {
    assertThat(SearchTerms.of(" — ? ")).isEmpty();
  }

  @Test
  void case_accents_and_unicode_forms_make_no_difference() {
    for (var written : List.of("automóvel", "AUTOMÓVEL", "automo\u0301vel", "ａｕｔｏｍｏｖｅｌ")) {
      assertThat(SearchTerms.of(written)).as(written).containsExactly("automovel");
    }
    assertThat(SearchTerms.of("ΛΌΓΟΣ λόγος")).hasSize(1);
    assertThat(SearchTerms.of("\uFB01nance")).containsExactly("finance");
  }

  @Test
  void a_symbol_is_a_word_of_its_own() {
    assertThat(SearchTerms.of("5% of 10€, C&A"))
        .containsExactly("5", "%", "of", "10", "€", "c", "&", "a");
  }
}
