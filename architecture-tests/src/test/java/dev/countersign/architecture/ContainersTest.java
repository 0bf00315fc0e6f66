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
import java.util.ArrayList;
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
  private static final Pattern DEFAULTED = Pattern.compile("\\$\\{\\w+:-([^}]*)}");
  private static final Pattern VARIABLE = Pattern.compile("\\bCOUNTERSIGN_[A-Z_]+\\b");

  /** What the head of the file says goes with a profile: its name, and variables. */
  private static final Pattern GOES_WITH =
      Pattern.compile("(?m)^# +--profile (\\w+) .*?((?: COUNTERSIGN_\\w+=\\S+)+)$");

  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\\S+)");

  /** Its image has no shell, and nothing else that could tell how it is. */
  private static final String WITHOUT_HEALTH_CHECK = "log-shipper";

  private List<Instruction> image;
  private String text;
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
    text = Files.readString(ROOT.resolve("docker-compose.yml"));
    compose = yaml(text);
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
    var environment = environmentOfTheApplication();
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
  void what_must_last_is_in_volumes_and_without_a_profile_only_the_api_is_published() {
    var application = service("countersign");
    var database = service("database");

    assertThat(application.get("volumes")).isEqualTo(List.of("secrets:" + argument("VOLUME")));
    assertThat(database.get("volumes")).isEqualTo(List.of("database:/var/lib/postgresql"));
    var port = argument("EXPOSE");
    assertThat(application.get("ports")).isEqualTo(List.of("127.0.0.1:" + port + ":" + port));
    assertThat(database).doesNotContainKey("ports");
  }

  @Test
  void all_else_comes_with_a_profile_and_waits_for_nothing_that_does_not_come_with_it() {
    assertThat(services().entrySet())
        .filteredOn(service -> profiles(service.getKey()).isEmpty())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("countersign", "database");

    services()
        .forEach((name, service) ->
            dependencies(name)
                .forEach((other, how) -> {
                  assertThat(profiles(other))
                      .as("profiles of %s, which %s waits for", other, name)
                      .satisfies(its ->
                          assertThat(its.isEmpty() || its.containsAll(profiles(name))).isTrue());
                  assertThat(how).isEqualTo(Map.of("condition", "service_healthy"));
                  assertThat(service(other)).containsKey("healthcheck");
                }));
  }

  @Test
  void every_image_has_a_version_and_every_service_tells_how_it_is() {
    services()
        .forEach((name, service) -> {
          if (!name.equals("countersign")) {
            assertThat(String.valueOf(service.get("image")))
                .matches("[a-z./-]+:v?\\d+(\\.\\d+){0,2}");
            assertThat(service.containsKey("healthcheck"))
                .as("%s has a health check", name)
                .isNotEqualTo(name.equals(WITHOUT_HEALTH_CHECK));
          }
        });
  }

  @Test
  void ports_are_published_to_this_machine_alone_and_none_twice() {
    var published =
        services().values().stream().flatMap(service -> list(service, "ports").stream()).toList();

    assertThat(published).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(published.stream().map(port -> port.split(":", -1)[1])).doesNotHaveDuplicates();
  }

  @Test
  void what_is_mounted_is_there_and_can_not_be_changed() {
    var declared = map(compose.get("volumes")).keySet();
    var mounts =
        services().values().stream()
            .flatMap(service -> list(service, "volumes").stream())
            .map(mount -> mount.split(":", -1))
            .toList();

    assertThat(mounts)
        .allSatisfy(mount -> {
          if (mount[0].startsWith("./")) {
            assertThat(ROOT.resolve(mount[0])).exists();
            assertThat(mount).endsWith("ro");
          } else if (mount[0].startsWith("/")) {
            assertThat(mount).endsWith("ro");
          } else {
            assertThat(declared).contains(mount[0]);
          }
        });
    assertThat(mounts.stream().map(mount -> mount[0])).containsAll(declared);
  }

  @Test
  void nobody_has_a_password_that_is_known() {
    services()
        .values()
        .forEach(service ->
            environment(service)
                .forEach((variable, value) -> {
                  if (variable.contains("PASSWORD")) {
                    assertThat(value).as(variable).matches(REQUIRED);
                  }
                }));
  }

  @Test
  void whoever_watches_finds_what_they_watch() throws IOException {
    var scraped = deployed("prometheus/prometheus.yml");
    var management = settings(environmentOfTheApplication()).management();
    assertThat(management.host()).isEqualTo("0.0.0.0");
    assertThat(scraped.toString()).contains("targets=[countersign:" + management.port() + "]");

    var source = deployed("grafana/provisioning/datasources/prometheus.yml").toString();
    assertThat(source).contains("url=http://prometheus:9090");
    assertThat(profiles("grafana")).isEqualTo(profiles("prometheus"));
    assertThat(list(service("grafana"), "volumes"))
        .anyMatch(mount -> mount.contains(":/var/lib/grafana/dashboards/"));
    assertThat(deployed("grafana/provisioning/dashboards/countersign.yml").toString())
        .contains("path=/var/lib/grafana/dashboards");
  }

  @Test
  void the_log_is_shipped_from_where_it_is_kept_to_where_it_is_searched() throws IOException {
    var shipper = deployed("logs/fluent-bit.yaml").toString();
    var kept = map(service("countersign").get("logging"));

    assertThat(shipper)
        .contains("host=elasticsearch", "['com.docker.compose.service'] ^countersign$");
    assertThat(kept).containsEntry("driver", "json-file");
    assertThat(map(kept.get("options"))).containsEntry("labels", "com.docker.compose.service");
    assertThat(profiles("elasticsearch")).isEqualTo(profiles("log-shipper"));
    assertThat(environment(service("kibana")))
        .containsEntry("ELASTICSEARCH_HOSTS", "http://elasticsearch:9200");
  }

  @Test
  void what_the_file_says_goes_with_a_profile_is_taken_by_the_application_and_comes_with_it() {
    var said = GOES_WITH.matcher(text).results().toList();

    assertThat(said).hasSizeGreaterThanOrEqualTo(4);
    said.forEach(it -> {
      var environment = environmentOfTheApplication();
      var profile = it.group(1);
      ASSIGNMENT
          .matcher(it.group(2))
          .results()
          .forEach(variable -> {
            assertThat(environment).as("what is handed on").containsKey(variable.group(1));
            environment.put(variable.group(1), variable.group(2));
            services().keySet().stream()
                .filter(name -> variable.group(2).matches("(.*/)?" + name + "(:.*)?"))
                .forEach(name -> assertThat(profiles(name)).containsExactly(profile));
          });
      assertThat(settings(environment)).isNotEqualTo(settings(environmentOfTheApplication()));
    });
  }

  @Test
  void every_variable_in_a_file_of_ours_is_a_setting() throws IOException {
    var variables = variables();
    try (var files = Files.walk(ROOT.resolve("deploy"))) {
      var read = new ArrayList<>(List.of(text));
      for (var file : files.filter(Files::isRegularFile).toList()) {
        read.add(Files.readString(file));
      }
      assertThat(
              read.stream()
                  .flatMap(one -> VARIABLE.matcher(one).results().map(found -> found.group())))
          .isNotEmpty()
          .allMatch(variables::contains);
    }
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

  /** What the application is told if nobody says more than they must. */
  private Map<String, String> environmentOfTheApplication() {
    var environment = new HashMap<>(environmentOfTheImage());
    environment(service("countersign"))
        .forEach((k, v) -> environment.put(k, DEFAULTED.matcher(v).replaceAll("$1")));
    return environment;
  }

  private static Map<String, String> environment(Map<String, Object> service) {
    var environment = new HashMap<String, String>();
    if (service.containsKey("environment")) {
      map(service.get("environment")).forEach((k, v) -> environment.put(k, v.toString()));
    }
    return environment;
  }

  private Map<String, Map<String, Object>> services() {
    var services = new HashMap<String, Map<String, Object>>();
    map(compose.get("services")).forEach((name, service) -> services.put(name, map(service)));
    return services;
  }

  private Map<String, Object> service(String name) {
    return map(map(compose.get("services")).get(name));
  }

  private List<String> profiles(String service) {
    return list(service(service), "profiles");
  }

  private Map<String, Object> dependencies(String service) {
    var dependencies = service(service).get("depends_on");
    return dependencies == null ? Map.of() : map(dependencies);
  }

  private static List<String> list(Map<String, Object> service, String name) {
    var items = (List<?>) service.getOrDefault(name, List.of());
    return items.stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> deployed(String file) throws IOException {
    return yaml(Files.readString(ROOT.resolve("deploy").resolve(file)));
  }

  private static Map<String, Object> yaml(String text) {
    return map(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object node) {
    if (node instanceof Map<?, ?>) {
      return (Map<String, Object>) node;
    }
    throw new AssertionError("no mapping, but " + node);
  }
}
