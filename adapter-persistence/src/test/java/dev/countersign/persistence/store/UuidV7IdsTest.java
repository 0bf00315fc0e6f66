package dev.countersign.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7IdsTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123456Z");

  private final UuidV7Ids ids = new UuidV7Ids();

  @Test
  void an_id_is_of_version_7_and_of_the_variant_of_rfc_9562() {
    assertThat(ids.next(NOON).version()).isEqualTo(7);
    assertThat(ids.next(NOON).variant()).isEqualTo(2);
  }

  @Test
  void the_example_of_the_rfc_has_its_time() {
    var example = UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");

    var id = ids.next(Instant.parse("2022-02-22T19:22:22Z"));

    assertThat(id.getMostSignificantBits() >>> 16)
        .isEqualTo(example.getMostSignificantBits() >>> 16);
  }

  @Test
  void ids_of_one_microsecond_sort_by_the_order_of_the_calls() {
    assertThat(IntStream.range(0, 1_000).mapToObj(call -> text(NOON)))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void ids_of_a_later_microsecond_sort_after_those_of_an_earlier_one() {
    var later = text(NOON.plus(1, ChronoUnit.MICROS));
    var earlier = text(NOON);

    assertThat(earlier).isLessThan(later);
  }

  @Test
  void every_microsecond_of_a_millisecond_has_its_own_place() {
    assertThat(
            Stream.iterate(NOON, at -> at.plus(1, ChronoUnit.MICROS)).limit(2_000).map(this::text))
        .isSorted();
  }

  @Test
  void the_lowest_id_of_an_instant_parts_before_from_after() {
    var lowest = UuidV7Ids.lowest(NOON).toString();

    assertThat(text(NOON.minus(1, ChronoUnit.MICROS))).isLessThan(lowest);
    assertThat(text(NOON)).isGreaterThan(lowest);
  }

  @Test
  void the_lowest_id_of_a_year_before_1970_is_below_all() {
    var lowest = UuidV7Ids.lowest(Instant.parse("0001-01-01T00:00:00Z")).toString();

    assertThat(lowest).isLessThan(text(Instant.EPOCH));
  }

  private String text(Instant at) {
    return ids.next(at).toString();
  }
}
