package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the tests themselves, those of every module and the testkit. */
class TestsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<Path> TESTED = modulesWithTests();
  private static final JavaClasses TESTS = new ClassFileImporter().importPaths(compiled());
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("planted.tests");

  @ParameterizedTest
  @EnumSource
  void the_tests_keep(TestRule rule) {
    rule.rule().check(TESTS);
  }

  @ParameterizedTest
  @EnumSource
  void every_violator_is_caught_by(TestRule rule) {
    var caught = rule.rule().evaluate(PLANTED).getFailureReport().toString();

    assertThat(rule.violators())
        .isNotEmpty()
        .allSatisfy(violator -> assertThat(caught).contains("<" + violator.getName() + "."));
  }

  @Test
  void the_tests_of_every_module_are_seen() {
    assertThat(TESTED)
        .hasSizeGreaterThan(10)
        .allSatisfy(module -> assertThat(module.resolve("target/test-classes")).isDirectory());
  }

  private static List<Path> modulesWithTests() {
    try (var files = Files.list(ROOT)) {
      return files
          .filter(module -> Files.isDirectory(module.resolve("src/test/java")))
          .filter(module -> !module.endsWith("architecture-tests"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> compiled() {
    return Stream.concat(
            TESTED.stream().map(module -> module.resolve("target/test-classes")),
            Stream.of(ROOT.resolve("testkit/target/classes")))
        .toList();
  }
}
