package dev.countersign.domain.canonical;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record as an object of its components, sorted by name. */
record RecordCodec(
    Constructor<?> constructor, List<Part> parts, List<Member> members, Optional<String> tag)
    implements Codec {
  /** The member that names the record behind a sealed interface. */
  static final String TAG = "type";

  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

  /**
   * A component of the constructor: a member, or an {@link Inline} record of several.
   *
   * @param first place of its value, or of its first one
   */
  record Part(int first, Optional<RecordCodec> inline) {
    Object of(Object[] values, String place) {
      if (inline.isEmpty()) {
        return values[first];
      }
      var record = inline.get();
      int end = first + record.members.size();
      return record.create(Arrays.copyOfRange(values, first, end), place);
    }
  }

  /**
   * @param index place of its value among all
   */
  record Member(String name, int index, MethodHandle accessor, Codec codec, boolean optional) {
    Optional<Object> of(Object owner) {
      try {
        var value = (Object) accessor.invokeExact(owner);
        return optional ? ((Optional<?>) value).map(Object.class::cast) : Optional.of(value);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("an accessor failed: " + name, e);
      }
    }

    /** The same member of an inline record. */
    Member within(MethodHandle inline, int first) {
      return new Member(
          name, first + index, MethodHandles.filterArguments(accessor, 0, inline), codec, optional);
    }
  }

  /** The codec of a record that stands for itself; a single {@code value} is written bare. */
  static Codec of(Class<?> type, List<Type> arguments) {
    var record = of(type, arguments, Optional.empty());
    return record.members.size() == 1 && record.members.getFirst().name.equals("value")
        ? new BareValueCodec(record)
        : record;
  }

  /**
   * @param arguments what stands for the record's type variables
   */
  static RecordCodec of(Class<?> type, List<Type> arguments, Optional<String> tag) {
    var components = type.getRecordComponents();
    var parts = new ArrayList<Part>();
    var members = new ArrayList<Member>();
    for (var component : components) {
      int first = members.size();
      if (component.getType().isAnnotationPresent(Inline.class)) {
        var inline = of(component.getType(), List.of(), Optional.empty());
        var accessor = accessor(component);
        inline.members.forEach(member -> members.add(member.within(accessor, first)));
        parts.add(new Part(first, Optional.of(inline)));
      } else {
        members.add(member(component, first, arguments));
        parts.add(new Part(first, Optional.empty()));
      }
    }
    members.sort(Comparator.comparing(Member::name));
    var names = new HashSet<String>(tag.isPresent() ? Set.of(TAG) : Set.of());
    for (var member : members) {
      if (!names.add(member.name)) {
        throw new IllegalArgumentException("%s has two members %s".formatted(type, member.name));
      }
    }
    return new RecordCodec(constructor(type, components), parts, members, tag);
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("not a public record: " + type, e);
    }
  }

  private static Member member(RecordComponent component, int index, List<Type> arguments) {
    var type = component.getGenericType();
    if (type instanceof TypeVariable<?> variable) {
      var variables = component.getDeclaringRecord().getTypeParameters();
      type = arguments.get(List.of(variables).indexOf(variable));
    }
    Optional<Type> inside = Codec.optional(type);
    return new Member(
        component.getName(),
        index,
        accessor(component),
        Codec.of(inside.orElse(type)),
        inside.isPresent());
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      return MethodHandles.lookup().unreflect(component.getAccessor()).asType(ACCESSOR);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("not readable: " + component, e);
    }
  }

  @Override
  public void write(StringBuilder out, Object value) {
    out.append('{');
    boolean tagDue = tag.isPresent();
    for (var member : members) {
      if (tagDue && member.name.compareTo(TAG) > 0) {
        name(out, TAG).append('"').append(tag.get()).append('"');
        tagDue = false;
      }
      member.of(value).ifPresent(v -> member.codec.write(name(out, member.name), v));
    }
    if (tagDue) {
      name(out, TAG).append('"').append(tag.get()).append('"');
    }
    out.append('}');
  }

  private static StringBuilder name(StringBuilder out, String name) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }

  @Override
  public Object read(Object json, String place) {
    Map<?, ?> object = Codec.expect(Map.class, json, place);
    var values = new Object[members.size()];
    int found = tag.isPresent() ? 1 : 0;
    for (var member : members) {
      var inside = object.get(member.name);
      if (inside != null) {
        found++;
        var value = member.codec.read(inside, place + "." + member.name);
        values[member.index] = member.optional ? Optional.of(value) : value;
      } else if (member.optional) {
        values[member.index] = Optional.empty();
      } else {
        throw Codec.refusal(place, "has no member \"" + member.name + "\"");
      }
    }
    if (found < object.size()) {
      var known = members.stream().map(Member::name).toList();
      throw Codec.refusal(place, "has a member that is none of " + known);
    }
    return create(values, place);
  }

  /**
   * @param values of all members
   */
  private Object create(Object[] values, String place) {
    var arguments = parts.stream().map(part -> part.of(values, place)).toArray();
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw Codec.refusal(place, "is refused: " + e.getTargetException().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a public record: " + constructor, e);
    }
  }

  /** A record around one value, such as an id: the value itself. */
  record BareValueCodec(RecordCodec record) implements Codec {
    @Override
    public void write(StringBuilder out, Object value) {
      var only = record.members.getFirst();
      only.codec.write(out, only.of(value).orElseThrow());
    }

    @Override
    public Object read(Object json, String place) {
      var only = record.members.getFirst();
      return record.create(new Object[] {only.codec.read(json, place)}, place);
    }
  }
}
