package dev.countersign.domain.canonical;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How a type is written that is no record of fixed components. */
public sealed interface Form {
  /** As a string. */
  non-sealed interface Text<T> extends Form {
    String write(T value);

    /**
     * @throws IllegalArgumentException if no value is written so
     */
    T read(String text);
  }

  /** As an object with one member for each part that the value has. */
  non-sealed interface Members<T> extends Form {
    /** All members there may be, by name. */
    Map<String, Member> known();

    /** The members of this value, by name. */
    Map<String, ?> write(T value);

    /**
     * @throws IllegalArgumentException if no value has these parts
     */
    T read(Map<String, ?> members);
  }

  /** As one of several records, which differ by {@code type}; what a sealed interface permits. */
  non-sealed interface Kinds extends Form {
    Collection<? extends Class<?>> kinds();
  }

  /**
   * The type of a member.
   *
   * @param arguments what stands for the type's variables
   */
  record Member(Class<?> type, List<Class<?>> arguments) {
    public Member {
      arguments = List.copyOf(arguments);
    }
  }
}
