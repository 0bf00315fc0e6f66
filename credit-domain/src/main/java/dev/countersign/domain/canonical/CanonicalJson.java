package dev.countersign.domain.canonical;

/**
 * Writes a record as the one JSON text that stands for it, and reads it back.
 *
 * <p>The text follows RFC 8785: members sorted by name, no white space, one way to write each
 * string and number. Equal records give equal bytes on every machine and in every year, so a hash
 * names a policy, and a decision can be repeated and compared byte for byte.
 *
 * <p>The form follows from the record alone:
 *
 * <ul>
 *   <li>a record is an object of its components; one with a single component named {@code value} is
 *       written as that value;
 *   <li>a record behind a sealed interface carries its name in a member {@code type};
 *   <li>a type that names a {@link CanonicalForm} is written as that says;
 *   <li>an empty {@link java.util.Optional} is left out, sets are sorted, enums go by name;
 *   <li>money, rates and other decimals are strings: a JSON number is a whole number here, within
 *       ±(2<sup>53</sup> − 1).
 * </ul>
 *
 * <p>Reading is strict: an unknown, missing or repeated member, another type or a value that its
 * record refuses is an {@link IllegalArgumentException} that names the place.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The canonical text of a record whose components are of the kinds listed above. */
  public static String write(Record value) {
    var out = new StringBuilder(512);
    Codec.of(value.getClass()).write(out, value);
    return out.toString();
  }

  /** The canonical text of a record behind a sealed interface, with its {@code type}. */
  public static <T> String write(Class<T> sealedType, T value) {
    var out = new StringBuilder(512);
    Codec.of(sealedType).write(out, value);
    return out.toString();
  }

  /**
   * The record that a text stands for; the text need not be in canonical form.
   *
   * @throws UnreadableJson if the text does not fit the type, with the place
   * @throws IllegalArgumentException if the text is no JSON
   */
  public static <T> T read(Class<T> type, String json) {
    return type.cast(Codec.of(type).read(JsonText.parse(json), "$"));
  }

  /** The hash that names a record: of its canonical text in UTF-8. */
  public static Hash hash(Record value) {
    return Hash.of(write(value));
  }

  /** The {@code type} under which a record behind a sealed interface is written. */
  public static String typeOf(Class<?> record) {
    return SealedCodec.tag(record);
  }
}
