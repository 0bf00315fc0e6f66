package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import planted.domain.NeedsSql;

class DomainModuleTest {

  @Test
  void the_domain_needs_java_base_alone() {
    assertThat(neededBy(domain().location().orElseThrow())).isEqualTo("java.base");
  }

  @Test
  void the_domain_asks_for_java_base_alone_when_it_runs() {
    assertThat(domain().descriptor().requires())
        .filteredOn(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
        .extracting(Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void a_class_that_needs_more_is_found() throws URISyntaxException {
    var planted = NeedsSql.class.getResource("NeedsSql.class");

    assertThat(planted).isNotNull();
    assertThat(neededBy(planted.toURI())).isEqualTo("java.base,java.sql");
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

  /** The modules of the JDK that the classes at a place refer to. */
  private static String neededBy(URI place) {
    var out = new StringWriter();
    var jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    var exitCode =
        jdeps.run(
            new PrintWriter(out),
            new PrintWriter(out),
            "--print-module-deps",
            "--ignore-missing-deps",
            Path.of(place).toString());
    assertThat(exitCode).as(out.toString()).isZero();
    return out.toString().strip();
  }
}
