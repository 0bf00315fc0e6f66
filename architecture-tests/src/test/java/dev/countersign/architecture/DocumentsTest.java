package dev.countersign.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents agree with the code. */
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

  private static final Pattern CLASS_LINK = Pattern.compile("\\[(\\w+)]\\(([^)]+\\.java)\\)");
  private static final Pattern MERMAID = Pattern.compile("(?s)```mermaid\\n(.*?)\\n```");
  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

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
        var inDocs = Files.list(ROOT.resolve("docs"));
        var decisions = Files.list(DECISIONS)) {
      var documents =
          Stream.of(inRoot, inDocs, decisions)
              .flatMap(files -> files)
              .filter(file -> file.toString().endsWith(".md"))
              .toList();

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

  @ParameterizedTest
  @ValueSource(strings = {"ARCHITECTURE.md", "glossary.md"})
  void every_class_that_a_document_names_is_the_one_it_links(String name) throws IOException {
    var document = ROOT.resolve("docs").resolve(name);
    var links = CLASS_LINK.matcher(Files.readString(document)).results().toList();

    assertThat(links)
        .hasSizeGreaterThan(30)
        .allSatisfy(link -> {
          var file = document.resolveSibling(link.group(2));
          assertThat(file).exists();
          assertThat(file.getFileName()).hasToString(link.group(1) + ".java");
        });
  }

  @Test
  void the_glossary_has_a_line_for_the_terms_that_newcomers_search() throws IOException {
    var terms =
        rows(ROOT.resolve("docs/glossary.md"), "](../").stream()
            .map(cells -> cells.getFirst().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(terms)
        .doesNotHaveDuplicates()
        .contains(
            "escalation",
            "claim",
            "idempotency",
            "outbox",
            "retention",
            "lease",
            "bulkhead",
            "back-off",
            "dead letter",
            "inbox",
            "delivery",
            "stage",
            "route",
            "policy",
            "pinned policy",
            "finding",
            "fact",
            "source");
  }

  @Test
  void the_picture_of_the_modules_is_drawn_from_their_poms() throws IOException {
    var drawn = drawnDependencies();
    var modules =
        Stream.concat(drawn.keySet().stream(), drawn.values().stream().flatMap(Set::stream))
            .collect(toCollection(TreeSet::new));
    var declared = new TreeMap<String, Set<String>>();
    for (var module : modules) {
      var needed = new TreeSet<>(declaredDependencies(module));
      needed.retainAll(modules);
      if (!needed.isEmpty()) {
        declared.put(module, needed);
      }
    }

    assertThat(modules).contains("bootstrap", "demo", "embedded-postgres").hasSize(12);
    assertThat(reachable(drawn)).isEqualTo(reachable(declared));
  }

  /** The arrows of the first picture in ARCHITECTURE.md. */
  private static Map<String, Set<String>> drawnDependencies() throws IOException {
    var picture =
        groups(MERMAID, Files.readString(ROOT.resolve("docs/ARCHITECTURE.md"))).getFirst();
    var arrows = new TreeMap<String, Set<String>>();
    for (var line : picture.lines().filter(line -> line.contains("-->")).toList()) {
      var groups =
          Arrays.stream(line.split("-->")).map(group -> group.strip().split(" *& *")).toList();
      for (int i = 1; i < groups.size(); i++) {
        for (var from : groups.get(i - 1)) {
          arrows.computeIfAbsent(from, name -> new TreeSet<>()).addAll(List.of(groups.get(i)));
        }
      }
    }
    return arrows;
  }

  /** The modules that a pom depends on, tests aside. */
  private static List<String> declaredDependencies(String module) throws IOException {
    var pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    return groups(DEPENDENCY, pom).stream()
        .filter(dependency -> dependency.contains("<groupId>dev.countersign</groupId>"))
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .map(dependency -> groups(ARTIFACT, dependency).getFirst())
        .toList();
  }

  private static Map<String, Set<String>> reachable(Map<String, Set<String>> arrows) {
    var all = new TreeMap<String, Set<String>>();
    for (var from : arrows.keySet()) {
      var reached = new TreeSet<String>();
      var open = new ArrayDeque<>(Set.of(from));
      while (!open.isEmpty()) {
        for (var next : arrows.getOrDefault(open.remove(), Set.of())) {
          if (reached.add(next)) {
            open.add(next);
          }
        }
      }
      all.put(from, reached);
    }
    return all;
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
