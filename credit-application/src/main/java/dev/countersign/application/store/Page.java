package dev.countersign.application.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a longer list. A list that is asked to start at a place it never named refuses with
 * an {@link IllegalArgumentException}.
 *
 * @param next where the following page starts, to be given back as it is; absent on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of what was read with one item more than fits.
   *
   * @param position what names the place of an item in the list
   */
  public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> position) {
    return oneMore.size() <= limit
        ? new Page<>(oneMore, Optional.empty())
        : new Page<>(
            oneMore.subList(0, limit), Optional.of(position.apply(oneMore.get(limit - 1))));
  }
}
