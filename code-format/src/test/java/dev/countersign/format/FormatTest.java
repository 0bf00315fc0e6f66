package dev.countersign.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {

  /** With {@code -Dformat=apply} the files are rewritten first; see CONTRIBUTING. */
  @Test
  void every_java_file_of_the_repository_is_formatted() {
    var repository = new Sources(Path.of("..").toAbsolutePath().normalize());

    if ("apply".equals(System.getProperty("format"))) {
      repository.format();
    }

    assertThat(repository.unformatted()).isEmpty();
  }

  @Test
  void a_file_that_is_not_formatted_is_named(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Tidy.java"), "class Tidy {}\n");
    var untidy = Files.writeString(folder.resolve("Untidy.java"), "class  Untidy{ }");

    assertThat(new Sources(folder).unformatted()).containsExactly(untidy);
  }

  @Test
  void formatting_rewrites_what_was_not_formatted(@TempDir Path folder) throws IOException {
    var untidy =
        Files.writeString(
            folder.resolve("Untidy.java"), "import java.util.List;\nclass  Untidy{ }");

    new Sources(folder).format();

    assertThat(untidy).hasContent("class Untidy {}\n");
  }

  @Test
  void what_a_build_made_is_left_alone(@TempDir Path folder) throws IOException {
    var target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(target.resolve("Generated.java"), "class  Generated{ }");

    assertThat(new Sources(folder).unformatted()).isEmpty();
  }
}
