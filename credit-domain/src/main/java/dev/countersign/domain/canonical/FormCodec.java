package dev.countersign.domain.canonical;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The codecs of types that name their form. */
final class FormCodec {
  private FormCodec() {}

  static Codec of(Class<?> type, CanonicalForm named) {
    return switch (instance(named.value())) {
      case Form.Text<?> text -> new TextForm<>(type.getSimpleName(), text);
      case Form.Members<?> members -> new MembersForm<>(members, codecs(members.known()));
      case Form.Kinds kinds -> SealedCodec.ofKinds(kinds.kinds());
    };
  }

  private static Form instance(Class<? extends Form> form) {
    try {
      var constructor = form.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no constructor without parameters: " + form, e);
    }
  }

  private static Map<String, Codec> codecs(Map<String, Form.Member> members) {
    var codecs = new TreeMap<String, Codec>();
    members.forEach((name, member) ->
        codecs.put(name, Codec.of(member.type(), List.<Type>copyOf(member.arguments()))));
    return codecs;
  }

  private record TextForm<T>(String name, Form.Text<T> form) implements Codec {
    @Override
    @SuppressWarnings("unchecked") // The form stands on the type of the value.
    public void write(StringBuilder out, Object value) {
      JsonText.writeString(out, form.write((T) value));
    }

    @Override
    public Object read(Object json, String place) {
      try {
        return form.read(Codec.expect(String.class, json, place));
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw Codec.refusal(place, "is no " + name + ": " + e.getMessage());
      }
    }
  }

  /**
   * @param codecs by the names of the members, sorted
   */
  private record MembersForm<T>(Form.Members<T> form, Map<String, Codec> codecs) implements Codec {
    @Override
    @SuppressWarnings("unchecked") // The form stands on the type of the value.
    public void write(StringBuilder out, Object value) {
      var members = form.write((T) value);
      var separator = "{";
      for (var each : codecs.entrySet()) {
        var member = members.get(each.getKey());
        if (member != null) {
          out.append(separator).append('"').append(each.getKey()).append("\":");
          each.getValue().write(out, member);
          separator = ",";
        }
      }
      out.append(members.isEmpty() ? "{}" : "}");
    }

    @Override
    public Object read(Object json, String place) {
      Map<?, ?> object = Codec.expect(Map.class, json, place);
      var members = new HashMap<String, Object>();
      for (var member : object.entrySet()) {
        var name = (String) member.getKey();
        var codec = codecs.get(name);
        if (codec == null) {
          throw Codec.refusal(
              place, "has a member \"" + name + "\" that is none of " + codecs.keySet());
        }
        members.put(name, codec.read(member.getValue(), place + "." + name));
      }
      try {
        return form.read(members);
      } catch (IllegalArgumentException e) {
        throw Codec.refusal(place, "is refused: " + e.getMessage());
      }
    }
  }
}
