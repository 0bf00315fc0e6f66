package dev.countersign.http.json;

import dev.countersign.domain.party.Role;
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

  /** By code. */
  public static List<String> ofRoles(Collection<Role> roles) {
    return roles.stream().sorted().map(Names::of).toList();
  }

  public static String of(Role role) {
    return role.value().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException if no role can have such a name
   */
  public static Role role(String name) {
    var role = new Role(name.toUpperCase(Locale.ROOT));
    if (!of(role).equals(name)) {
      throw new IllegalArgumentException("not in small letters: " + name);
    }
    return role;
  }

  /** In the order in which the constants are declared. */
  public static <E extends Enum<E>> List<String> of(Collection<E> constants) {
    return constants.stream().sorted().map(Names::of).toList();
  }
}
