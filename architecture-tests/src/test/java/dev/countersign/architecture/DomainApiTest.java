package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import planted.domain.HalfPublic;

/**
 * Others build on the domain, so its public API changes on purpose alone: each of its types and
 * members is a line of {@code credit-domain/api.txt}. {@code -Dapi=write} writes that file anew.
 */
class DomainApiTest {
  private static final Path AGREED = Path.of("..", "credit-domain", "api.txt");

  @Test
  void the_public_api_of_the_domain_is_the_one_that_was_agreed() throws IOException {
    var api = api();
    if ("write".equals(System.getProperty("api"))) {
      Files.write(AGREED, api);
    }

    var agreed = Files.readAllLines(AGREED);

    assertThat(agreed)
        .as("gone from the API, which breaks whoever uses it; see CONTRIBUTING.md")
        .filteredOn(line -> !api.contains(line))
        .isEmpty();
    assertThat(api).as("new in the API, and not agreed yet; see CONTRIBUTING.md").isEqualTo(agreed);
  }

  @Test
  void what_others_can_use_is_in_the_api_and_nothing_else() {
    assertThat(signatures(HalfPublic.class))
        .containsExactly(
            "public abstract class planted.domain.HalfPublic<T>"
                + " extends java.lang.Object implements java.lang.Iterable<T>",
            "  protected abstract java.util.List<T> planted.domain.HalfPublic.inherited(T)",
            "  public static final int planted.domain.HalfPublic.SHOWN");
  }

  private static List<String> api() throws IOException {
    var domain = domain();
    var exported =
        domain.descriptor().exports().stream().map(Exports::source).collect(Collectors.toSet());
    try (var reader = domain.open();
        var names = reader.list()) {
      return names
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
          .sorted()
          .map(DomainApiTest::type)
          .filter(DomainApiTest::isPublic)
          .flatMap(type -> signatures(type).stream())
          .toList();
    }
  }

  private static ModuleReference domain() {
    var classPath =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> entry.contains("credit-domain"))
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(classPath).find("dev.countersign.domain").orElseThrow();
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, DomainApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Also in the types that it is nested in. */
  private static boolean isPublic(Class<?> type) {
    var outer = type.getDeclaringClass();
    return isShown(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (outer == null || isPublic(outer));
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> signatures(Class<?> type) {
    var members =
        Stream.<Member[]>of(
                type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
            .flatMap(Arrays::stream)
            .filter(member -> isShown(member.getModifiers()) && !member.isSynthetic())
            .map(member -> "  " + signature(member))
            .sorted();
    return Stream.concat(Stream.of(header(type)), members).toList();
  }

  private static String header(Class<?> type) {
    var header = new StringBuilder(type.toGenericString());
    var parent = type.getGenericSuperclass();
    if (parent != null) {
      header.append(" extends ").append(parent.getTypeName());
    }
    append(header, " implements ", type.getGenericInterfaces());
    var permitted = type.getPermittedSubclasses();
    if (permitted != null) {
      append(header, " permits ", permitted);
    }
    return header.toString();
  }

  private static void append(StringBuilder header, String word, Type[] types) {
    if (types.length > 0) {
      header.append(
          Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", ", word, "")));
    }
  }

  private static String signature(Member member) {
    return switch (member) {
      case Field field -> field.toGenericString();
      case Method method -> method.toGenericString();
      case Constructor<?> constructor -> constructor.toGenericString();
      default -> throw new IllegalStateException("no member of a type: " + member);
    };
  }
}
