package dev.countersign.http.json;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Constants in lower case, as the API writes stages, roles and moves. */
public final class Names {
  private Names() {}

  public static String of(Enum<?> constant) {
    return ofCode(constant.name());
  }

  /** A code in capitals that the policy or the installation gave. */
  public static String ofCode(String code) {
    return code.toLowerCase(Locale.ROOT);
  }

  /** In the order in which the constants are declared. */
  public static <E extends Enum<E>> List<String> of(Collection<E> constants) {
    return constants.stream().sorted().map(Names::of).toList();
  }
}
