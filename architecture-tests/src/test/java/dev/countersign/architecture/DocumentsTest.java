package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show, held to what they show it of. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Path DECISIONS = ROOT.resolve("docs/adr");
  private static final Path EXAMPLES =
      ROOT.resolve("examples/src/main/java/dev/countersign/examples");

  private static final Path HAND_WRITTEN = ROOT.resolve("docs/hand-written.md");

  private static final Pattern HAND_WRITTEN_ROW =
      Pattern.compile("(?m)^\\| [^|]* \\| `([^`]*)` \\|");
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\\n(.*?)\\n```");
  private static final Pattern MAIN =
      Pattern.compile("(?s)  public static void main\\(String\\[] args\\) \\{\\n(.*?)\\n  }\\n");
  private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(?:#[^)]*)?\\)");

  @Test
  void the_java_of_the_readme_is_the_example_that_is_run() throws IOException {
    var example = Files.readString(EXAMPLES.resolve("EmbedTheDomain.java"));
    var shown = groups(MAIN, example).stream().map(String::stripIndent).toList();

    assertThat(shown).hasSize(1);
    assertThat(groups(JAVA_BLOCK, Files.readString(README))).isEqualTo(shown);
  }

  @Test
  void the_readme_tells_every_setting_as_the_help_does() throws IOException {
    var settings =
        Arrays.stream(Setting.values())
            .map(setting ->
                List.of(
                    setting.flag().map(flag -> "`" + flag + "`").orElse(""),
                    "`" + setting.variable() + "`",
                    setting.byDefault().orElse(""),
                    setting.meaning()))
            .toList();

    assertThat(rows(README, "`COUNTERSIGN_")).isEqualTo(settings);
  }

  @Test
  void every_decision_is_in_the_index_under_its_title() throws IOException {
    try (var files = Files.list(DECISIONS)) {
      var decisions =
          files
              .filter(file -> file.getFileName().toString().matches("\\d{4}-.*"))
              .sorted()
              .map(DocumentsTest::indexed)
              .toList();

      assertThat(decisions).hasSizeGreaterThanOrEqualTo(10);
      assertThat(rows(DECISIONS.resolve("README.md"), "| [")).isEqualTo(decisions);
    }
  }

  @Test
  void every_file_that_a_document_points_to_exists() throws IOException {
    try (var inRoot = Files.list(ROOT);
        var decisions = Files.list(DECISIONS)) {
      var documents =
          Stream.concat(inRoot, decisions).filter(file -> file.toString().endsWith(".md")).toList();

      assertThat(documents)
          .allSatisfy(document ->
              assertThat(groups(LINK, Files.readString(document)))
                  .allSatisfy(target -> assertThat(document.resolveSibling(target)).exists()));
      assertThat(groups(LINK, Files.readString(README))).isNotEmpty();
    }
  }

  @Test
  void what_stays_hand_written_is_where_the_table_says() throws IOException {
    var table = Files.readString(HAND_WRITTEN);
    var places = groups(HAND_WRITTEN_ROW, table);

    assertThat(places).hasSizeGreaterThanOrEqualTo(10);
    assertThat(places).allSatisfy(place -> assertThat(ROOT.resolve(place)).exists());
    assertThat(groups(LINK, table))
        .isNotEmpty()
        .allSatisfy(target -> assertThat(HAND_WRITTEN.resolveSibling(target)).exists());
  }

  /** The cells of a table's rows, of those that hold a certain text. */
  private static List<List<String>> rows(Path document, String text) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("|") && line.contains(text))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .toList();
  }

  /** The row of a decision: its number, which is a link, and its title. */
  private static List<String> indexed(Path decision) {
    var name = decision.getFileName().toString();
    var number = name.substring(0, 4);
    try (var lines = Files.lines(decision)) {
      var title = lines.findFirst().orElseThrow();
      var heading = "# " + Integer.parseInt(number) + ". ";
      assertThat(title).startsWith(heading);
      return List.of("[" + number + "](" + name + ")", title.substring(heading.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }
}
