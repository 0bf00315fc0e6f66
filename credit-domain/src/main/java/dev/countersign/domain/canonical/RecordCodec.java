package dev.countersign.domain.canonical;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A record as an object of its components, sorted by name. */
record RecordCodec(Constructor<?> constructor, List<Member> members, Optional<String> tag)
    implements Codec {
  /** The member that names the record behind a sealed interface. */
  static final String TAG = "type";

  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

  /**
   * @param index the component's place in the constructor
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
    var members =
        Stream.iterate(0, i -> i < components.length, i -> i + 1)
            .map(i -> member(components[i], i, arguments))
            .sorted(Comparator.comparing(Member::name))
            .toList();
    if (tag.isPresent() && members.stream().anyMatch(m -> m.name.equals(TAG))) {
      throw new IllegalArgumentException(type + " has a component named like the tag: " + TAG);
    }
    return new RecordCodec(constructor(type, components), members, tag);
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
    try {
      var type = component.getGenericType();
      if (type instanceof TypeVariable<?> variable) {
        var variables = component.getDeclaringRecord().getTypeParameters();
        type = arguments.get(List.of(variables).indexOf(variable));
      }
      Optional<Type> inside = Codec.optional(type);
      return new Member(
          component.getName(),
          index,
          MethodHandles.lookup().unreflect(component.getAccessor()).asType(ACCESSOR),
          Codec.of(inside.orElse(type)),
          inside.isPresent());
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
    var arguments = new Object[members.size()];
    int found = tag.isPresent() ? 1 : 0;
    for (var member : members) {
      var inside = object.get(member.name);
      if (inside != null) {
        found++;
        var value = member.codec.read(inside, place + "." + member.name);
        arguments[member.index] = member.optional ? Optional.of(value) : value;
      } else if (member.optional) {
        arguments[member.index] = Optional.empty();
      } else {
        throw Codec.refusal(place, "has no member \"" + member.name + "\"");
      }
    }
    if (found < object.size()) {
      var known = members.stream().map(Member::name).toList();
      throw Codec.refusal(place, "has a member that is none of " + known);
    }
    return create(arguments, place);
  }

  private Object create(Object[] arguments, String place) {
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
