package dev.countersign.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a checkout of its own, with a JDK and a Maven that only tell how they are called.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "countersign");

  @TempDir Path temp;

  private Path checkout;
  private Path jar;

  @BeforeEach
  void lay_out_a_checkout_that_was_built() throws IOException {
    checkout = Files.createDirectories(temp.resolve("a folder with spaces"));
    Files.copy(LAUNCHER, checkout.resolve("countersign"), StandardCopyOption.COPY_ATTRIBUTES);
    for (var file : List.of("pom.xml", "bootstrap/pom.xml", "bootstrap/src/main/Some.java")) {
      write(checkout.resolve(file), "");
    }
    jar = checkout.resolve("bootstrap/target/countersign.jar");
    write(jar, "");
    program("maven/mvn", "echo \"mvn $*\"; touch \"" + jar + "\"");
    jdk("new-jdk", "25.0.3");
    jdk("old-jdk", "17.0.15");
  }

  @Test
  void without_a_command_it_tells_its_commands_and_needs_nothing_for_that() throws Exception {
    Files.delete(jar);

    var run = run(Map.of("JAVA_HOME", "/nowhere"));

    assertThat(run.exitCode).isZero();
    assertThat(run.output).contains("  start  ", "  demo  ", "  verify-audit  ", "  version  ");
  }

  @Test
  void a_command_it_does_not_know_is_refused_at_once() throws Exception {
    Files.delete(jar);

    var run = run(Map.of(), "strat");

    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.output).contains("no command \"strat\"", "Usage:").doesNotContain("mvn");
  }

  @Test
  void a_command_goes_to_java_with_its_arguments_and_java_s_exit_code_comes_back()
      throws Exception {
    var run = run(Map.of("COUNTERSIGN_JAVA_OPTS", "-Xmx1g -Da=b"), "start", "--data", "my data");

    assertThat(run.output)
        .contains("[new-jdk]", "[-Xmx1g][-Da=b][-jar][" + jar + "][start][--data][my data]")
        .doesNotContain("mvn");
    assertThat(run.exitCode).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "start",
        "verify-audit",
        "backup",
        "restore",
        "verify-backup",
        "replay-dead-letters",
        "version"
      })
  void every_command_is_passed_on_and_explained(String command) throws Exception {
    assertThat(run(Map.of(), command).output).contains("[" + command + "]");
    assertThat(run(Map.of()).output).contains("\n  " + command);
  }

  @Test
  void what_goes_to_a_file_is_no_terminal() throws Exception {
    assertThat(run(Map.of(), "demo").output).contains("[-Dcountersign.terminal=false]");
  }

  @Test
  void a_jdk_that_is_too_old_is_passed_over() throws Exception {
    var run = run(Map.of("JAVA_HOME", home("old-jdk"), "PATH", path("new-jdk/bin")), "version");

    assertThat(run.output).contains("[new-jdk]");
  }

  @Test
  void the_jdk_named_by_the_environment_comes_first() throws Exception {
    jdk("other-jdk", "21.0.1");

    var run = run(Map.of("JAVA_HOME", home("other-jdk"), "PATH", path("new-jdk/bin")), "version");

    assertThat(run.output).contains("[other-jdk]");
  }

  @Test
  void a_source_that_is_newer_than_the_build_is_built_first() throws Exception {
    edit("bootstrap/src/main/Some.java");

    var run = run(Map.of(), "version");

    assertThat(run.output).contains("Building Countersign", "Built in", "[version]");
    assertThat(Files.readString(checkout.resolve("bootstrap/target/build.log")))
        .contains("-pl bootstrap -am package");
  }

  @Test
  void a_build_that_fails_shows_its_log_and_leaves_nothing_to_start() throws Exception {
    edit("pom.xml");
    program("maven/mvn", "echo 'no such symbol'; exit 1");

    var run = run(Map.of(), "version");

    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output).contains("no such symbol", "the build failed", "build.log");
    assertThat(jar).doesNotExist();
  }

  @Test
  void without_maven_it_says_what_is_missing() throws Exception {
    Files.delete(jar);
    Files.delete(temp.resolve("maven/mvn"));

    var run = run(Map.of(), "version");

    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.output).contains("Maven (mvn) is needed");
  }

  @Test
  void nobody_hears_of_an_archive_of_classes_that_is_missing_or_stale() throws Exception {
    var realJdk = Map.of("JAVA_HOME", System.getProperty("java.home"));
    var archive = checkout.resolve("bootstrap/target/classes.jsa");
    program();

    assertThat(run(realJdk, "version")).isEqualTo(new Run(0, "version"));
    assertThat(run(realJdk, "start")).isEqualTo(new Run(0, "start"));
    assertThat(archive).isNotEmptyFile();
    edit("bootstrap/target/countersign.jar");
    assertThat(run(realJdk, "version")).isEqualTo(new Run(0, "version"));
    assertThat(run(realJdk, "start")).isEqualTo(new Run(0, "start"));
    write(archive, "");
    assertThat(run(realJdk, "version")).isEqualTo(new Run(0, "version"));
  }

  /** What is started, in place of the product. */
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.out.print(String.join(" ", arguments));
    }
  }

  private void program() throws IOException {
    var manifest = new Manifest();
    var name = Program.class.getName();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
    var file = name.replace('.', '/') + ".class";
    try (var packed = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = Program.class.getResourceAsStream("/" + file)) {
      packed.putNextEntry(new JarEntry(file));
      packed.write(requireNonNull(code).readAllBytes());
    }
  }

  private record Run(int exitCode, String output) {}

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    var command =
        Stream.concat(Stream.of(checkout.resolve("countersign").toString()), Stream.of(arguments))
            .toList();
    var builder = new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("PATH", path("maven"));
    builder.environment().put("JAVA_HOME", home("new-jdk"));
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Await.end(process);
    return new Run(process.exitValue(), output);
  }

  private String home(String jdk) {
    return temp.resolve(jdk).toString();
  }

  /** The few tools a system always has, and one folder of ours before them. */
  private String path(String first) throws IOException {
    for (var tool :
        List.of(
            "awk",
            "cat",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch")) {
      program("tools/" + tool, "exec " + whereIs(tool) + " \"$@\"");
    }
    return temp.resolve(first) + ":" + temp.resolve("tools");
  }

  private static Path whereIs(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private void jdk(String folder, String version) throws IOException {
    program(folder + "/bin/java", "printf '[%s]' " + folder + " \"$@\"; exit 7");
    program(folder + "/bin/javac", "");
    write(temp.resolve(folder + "/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void program(String file, String script) throws IOException {
    var path = temp.resolve(file);
    write(path, "#!/bin/sh\n" + script + "\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  private void edit(String file) throws IOException {
    var later = Files.getLastModifiedTime(jar).toInstant().plusSeconds(1);
    Files.setLastModifiedTime(checkout.resolve(file), FileTime.from(later));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
