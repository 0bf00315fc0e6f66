package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be known of the container files without an engine to run them. */
class ContainersTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{\\w+:\\?[^}]+}");

  private List<Instruction> image;
  private Map<String, Object> compose;

  /** An instruction of a Dockerfile. */
  private record Instruction(String name, String argument) {}

  @BeforeEach
  void read() throws IOException {
    image =
        Files.readString(ROOT.resolve("Dockerfile"))
            .replace("\\\n", " ")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split(" ", 2))
            .map(parts -> new Instruction(parts[0], parts[1]))
            .toList();
    compose =
        map(
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(ROOT.resolve("docker-compose.yml"))));
  }

  @Test
  void the_image_is_built_from_what_the_build_leaves_and_runs_as_nobody_special() {
    assertThat(image)
        .extracting(Instruction::name)
        .containsOnly(
            "FROM",
            "WORKDIR",
            "COPY",
            "RUN",
            "USER",
            "VOLUME",
            "ENV",
            "EXPOSE",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");
    assertThat(arguments("FROM")).hasSize(2);
    assertThat(arguments("FROM").getLast()).endsWith("-jre");
    assertThat(arguments("RUN").getFirst()).endsWith("-Dquick -pl bootstrap -am package");
    assertThat(arguments("COPY"))
        .containsExactly(
            ". .",
            "--from=build /src/bootstrap/target/lib /opt/countersign/lib",
            "--from=build /src/bootstrap/target/countersign.jar /opt/countersign/countersign.jar");
    assertThat(argument("USER")).matches("([1-9]\\d*):\\1");
    assertThat(arguments("RUN").getLast())
        .contains("useradd --system --uid " + argument("USER").replaceFirst(":.*", " "));
    assertThat(strings(argument("ENTRYPOINT")))
        .startsWith("java")
        .endsWith("-jar", "/opt/countersign/countersign.jar");
    assertThat(strings(argument("CMD"))).containsExactly("start");
  }

  @Test
  void the_image_has_no_secret_and_every_variable_is_a_setting() {
    assertThat(environmentOfTheImage().keySet())
        .isSubsetOf(variables())
        .noneMatch(variable -> variable.contains("PASSWORD"));
  }

  @Test
  void the_image_alone_listens_on_its_port_and_keeps_its_data_in_its_volume() {
    var settings = settings(environmentOfTheImage());

    assertThat(settings.api().host()).isEqualTo("0.0.0.0");
    assertThat(settings.api().port()).isEqualTo(Integer.parseInt(argument("EXPOSE")));
    assertThat(settings.management().host()).isEqualTo("127.0.0.1");
    assertThat(settings.data()).isEqualTo(Path.of(argument("VOLUME")));
    assertThat(settings.database()).isEmpty();
  }

  @Test
  void together_they_meet_at_the_database() {
    var application = service("countersign");
    var database = service("database");
    var environment = new HashMap<>(environmentOfTheImage());
    map(application.get("environment")).forEach((k, v) -> environment.put(k, v.toString()));
    var its = map(database.get("environment"));

    assertThat(environment.keySet()).isSubsetOf(variables());
    var server = settings(environment).database().orElseThrow();
    var url = URI.create(server.url().substring("jdbc:".length()));
    assertThat(service(url.getHost())).isSameAs(database);
    assertThat(url.getPath()).isEqualTo("/" + its.get("POSTGRES_DB"));
    assertThat(server.user()).isEqualTo(its.get("POSTGRES_USER"));
    assertThat(server.password()).isEqualTo(its.get("POSTGRES_PASSWORD")).matches(REQUIRED);
    assertThat(database).containsEntry("image", "postgres:18").containsKey("healthcheck");
    assertThat(application.get("depends_on"))
        .isEqualTo(Map.of("database", Map.of("condition", "service_healthy")));
  }

  @Test
  void what_must_last_is_in_volumes_and_only_the_api_is_published_to_this_machine() {
    var application = service("countersign");
    var database = service("database");

    assertThat(application.get("volumes")).isEqualTo(List.of("secrets:" + argument("VOLUME")));
    assertThat(database.get("volumes")).isEqualTo(List.of("database:/var/lib/postgresql"));
    assertThat(map(compose.get("volumes"))).containsOnlyKeys("secrets", "database");
    var port = argument("EXPOSE");
    assertThat(application.get("ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
    assertThat(database).doesNotContainKey("ports");
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1"})
  void the_health_check_believes_the_answer_alone(int status, int exitCode) throws Exception {
    var command = argument("HEALTHCHECK").replaceFirst(".* CMD ", "");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      var here = "/127.0.0.1/" + server.getAddress().getPort();
      var process =
          new ProcessBuilder(
                  strings(command).stream()
                      .map(word -> word.replace("/127.0.0.1/" + argument("EXPOSE"), here))
                      .toList())
              .start();

      assertThat(process.waitFor()).isEqualTo(exitCode);
    } finally {
      server.stop(0);
    }
  }

  private static Settings settings(Map<String, String> environment) {
    return switch (Settings.read(Map.of(), environment, Optional.empty(), false)) {
      case Settings.Valid valid -> valid.settings();
      case Settings.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static List<String> variables() {
    return Arrays.stream(Setting.values()).map(Setting::variable).toList();
  }

  private Map<String, String> environmentOfTheImage() {
    var environment = new HashMap<String, String>();
    for (var pair : argument("ENV").split(" ", -1)) {
      environment.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", ""));
    }
    return environment;
  }

  /** The argument of an instruction that the image has once. */
  private String argument(String name) {
    assertThat(arguments(name)).hasSize(1);
    return arguments(name).getFirst();
  }

  private List<String> arguments(String name) {
    return image.stream()
        .filter(instruction -> instruction.name.equals(name))
        .map(Instruction::argument)
        .toList();
  }

  /** A JSON array of strings, as YAML reads it too. */
  private static List<String> strings(String array) {
    var words = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(array);
    return words.stream().map(String::valueOf).toList();
  }

  private Map<String, Object> service(String name) {
    return map(map(compose.get("services")).get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object node) {
    if (node instanceof Map<?, ?>) {
      return (Map<String, Object>) node;
    }
    throw new AssertionError("no mapping, but " + node);
  }
}
