package dev.countersign.application.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void an_item_too_many_is_left_for_the_next_page_which_begins_after_the_last_shown() {
    assertThat(Page.of(List.of("a", "b", "c"), 2, item -> "after " + item))
        .isEqualTo(new Page<>(List.of("a", "b"), Optional.of("after b")));
  }

  @Test
  void a_page_that_holds_all_there_is_has_no_next() {
    assertThat(Page.of(List.of("a", "b"), 2, item -> "after " + item))
        .isEqualTo(new Page<>(List.of("a", "b"), Optional.empty()));
    assertThat(Page.of(List.<String>of(), 2, item -> "after " + item))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }
}
