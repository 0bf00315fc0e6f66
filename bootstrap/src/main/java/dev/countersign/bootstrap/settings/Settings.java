package dev.countersign.bootstrap.settings;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PolicyReview;
import dev.countersign.mail.notification.SmtpServer;
import dev.countersign.messaging.event.EventTopics;
import dev.countersign.messaging.event.KafkaCluster;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The choices of one installation, all of them valid.
 *
 * @param jobsDashboardPort where jobs are shown, on this machine alone; nowhere if absent
 * @param database the server to use; the embedded one if absent
 * @param backupFolder where each night's backup goes; none is made if absent
 * @param policy for a first start; later ones hold it against the one in force
 * @param texts lines of e-mails by language and key, which come before the product's own
 * @param bureau the credit bureau; a simulator if absent
 * @param valuation who values properties; the applicant if absent
 * @param jsonLog whether each line of the log is a JSON object
 * @param collector of traces; they are told to nobody if absent
 * @param kafka what events travel over; the process itself if absent
 * @param smtp by which e-mails are sent; they are kept if absent
 * @param webhooksToPrivateAddresses whether webhooks may stay in the house, and go by plain HTTP
 * @param demo whether demo users are made
 */
public record Settings(
    Endpoint api,
    Endpoint management,
    Optional<Integer> jobsDashboardPort,
    Path data,
    Optional<DatabaseServer> database,
    int databasePoolSize,
    Optional<Path> backupFolder,
    Optional<CreditPolicy> policy,
    Map<String, String> texts,
    Optional<RemoteEndpoint> bureau,
    Optional<RemoteEndpoint> valuation,
    boolean jsonLog,
    Optional<URI> collector,
    Optional<Kafka> kafka,
    Optional<SmtpServer> smtp,
    boolean webhooksToPrivateAddresses,
    boolean demo,
    Optional<String> demoPassword) {
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern ADDRESS = Pattern.compile("[!-?A-~]+@[!-?A-~]+");

  /** Where to listen. */
  public record Endpoint(String host, int port) {}

  /** A PostgreSQL server that someone else runs. */
  public record DatabaseServer(String url, String user, String password) {
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /**
   * A service that someone else runs.
   *
   * @param key that makes us known there
   */
  public record RemoteEndpoint(URI url, Optional<String> key) {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** Brokers that someone else runs, and the topics on them. */
  public record Kafka(KafkaCluster cluster, EventTopics topics) {
    @Override
    public String toString() {
      return topics.prefix() + ".* on " + cluster;
    }
  }

  /** What came of reading the settings. */
  public sealed interface Reading {}

  public record Valid(Settings settings) implements Reading {}

  /** At least one problem, each a sentence that names the setting. */
  public record Invalid(List<String> problems) implements Reading {}

  /**
   * Reads the settings and checks all of them.
   *
   * @param flags by setting
   * @param environment of the process
   * @param file of {@code key=value} lines
   */
  public static Reading read(
      Map<Setting, String> flags,
      Map<String, String> environment,
      Optional<Path> file,
      boolean demo) {
    var problems = new ArrayList<String>();
    var source = new Source(flags, environment, file(file, problems), problems);
    var settings =
        new Settings(
            new Endpoint(source.text(Setting.HOST), source.number(Setting.PORT, 0, 65_535)),
            new Endpoint(
                source.text(Setting.MANAGEMENT_HOST),
                source.number(Setting.MANAGEMENT_PORT, 0, 65_535)),
            source.optionalNumber(Setting.JOBS_DASHBOARD_PORT, 0, 65_535),
            source.path(Setting.DATA),
            source.database(),
            source.number(Setting.DATABASE_POOL_SIZE, 2, 200),
            source.optionalPath(Setting.BACKUP_FOLDER),
            source.policy(),
            source.texts(),
            source.service(Setting.BUREAU_URL, Setting.BUREAU_KEY_FILE),
            source.service(Setting.VALUATION_URL, Setting.VALUATION_KEY_FILE),
            source.jsonLog(),
            source.collector(),
            source.kafka(),
            source.smtp(),
            source.yes(Setting.WEBHOOK_ALLOW_PRIVATE_ADDRESSES),
            demo,
            source.demoPassword());
    if (settings.api.port != 0 && settings.api.port == settings.management.port) {
      problems.add("port and management-port are both " + settings.api.port);
    }
    return problems.isEmpty() ? new Valid(settings) : new Invalid(List.copyOf(problems));
  }

  private static Map<String, String> file(Optional<Path> file, List<String> problems) {
    var values = new HashMap<String, String>();
    file.ifPresent(path -> {
      try {
        values.putAll(properties(path));
      } catch (IOException e) {
        problems.add("the settings file can't be read: " + e);
      }
    });
    var known = List.of(Setting.values()).stream().map(Setting::key).toList();
    values.keySet().stream()
        .filter(key -> !known.contains(key))
        .sorted()
        .forEach(key -> problems.add("the settings file has an unknown key: " + key));
    return values;
  }

  private static Map<String, String> properties(Path file) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }

  private record Source(
      Map<Setting, String> flags,
      Map<String, String> environment,
      Map<String, String> file,
      List<String> problems) {
    Optional<String> find(Setting setting) {
      return Optional.ofNullable(flags.get(setting))
          .or(() -> Optional.ofNullable(environment.get(setting.variable())))
          .or(() -> Optional.ofNullable(file.get(setting.key())))
          .or(setting::byDefault)
          .filter(value -> !value.isBlank());
    }

    String text(Setting setting) {
      return find(setting)
          .orElseGet(() -> {
            problems.add(setting.key() + " is empty");
            return "";
          });
    }

    int number(Setting setting, int from, int to) {
      var text = text(setting);
      try {
        int number = Integer.parseInt(text);
        if (number >= from && number <= to) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, together with what is right.
      }
      problems.add(
          "%s is a whole number from %d to %d, not \"%s\""
              .formatted(setting.key(), from, to, text));
      return from;
    }

    Optional<Integer> optionalNumber(Setting setting, int from, int to) {
      return find(setting).map(present -> number(setting, from, to));
    }

    Path path(Setting setting) {
      try {
        return Path.of(text(setting)).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        problems.add(setting.key() + " is no path: " + e.getMessage());
        return Path.of("");
      }
    }

    Optional<Path> optionalPath(Setting setting) {
      return find(setting).map(present -> path(setting));
    }

    Optional<DatabaseServer> database() {
      var url = find(Setting.DATABASE_URL);
      if (url.isEmpty()) {
        for (var needless : List.of(Setting.DATABASE_USER, Setting.DATABASE_PASSWORD)) {
          if (find(needless).isPresent()) {
            problems.add(needless.key() + " is set, but database-url is not");
          }
        }
        return Optional.empty();
      }
      if (!url.get().startsWith("jdbc:postgresql:")) {
        problems.add("database-url starts with jdbc:postgresql:, not \"" + url.get() + "\"");
      }
      return Optional.of(
          new DatabaseServer(
              url.get(),
              find(Setting.DATABASE_USER).orElse("countersign"),
              find(Setting.DATABASE_PASSWORD).orElse("")));
    }

    Optional<Kafka> kafka() {
      var servers = find(Setting.KAFKA_BOOTSTRAP_SERVERS);
      if (servers.isEmpty()) {
        if (find(Setting.KAFKA_PROPERTIES).isPresent()) {
          problems.add("kafka-properties is set, but kafka-bootstrap-servers is not");
        }
        return Optional.empty();
      }
      var cluster = new KafkaCluster(servers.get(), kafkaProperties());
      cluster.misplaced().forEach(name -> problems.add("kafka-properties may not set " + name));
      return Optional.of(
          new Kafka(
              cluster,
              new EventTopics(
                  text(Setting.KAFKA_TOPIC_PREFIX),
                  number(Setting.KAFKA_PARTITIONS, 1, 1000),
                  Duration.ofDays(number(Setting.KAFKA_RETENTION_DAYS, 1, 3650)))));
    }

    private Map<String, String> kafkaProperties() {
      var file = find(Setting.KAFKA_PROPERTIES);
      try {
        return file.isPresent() ? properties(Path.of(file.get())) : Map.of();
      } catch (IOException | IllegalArgumentException e) {
        problems.add("kafka-properties can't be read: " + e);
        return Map.of();
      }
    }

    Optional<SmtpServer> smtp() {
      var host = find(Setting.SMTP_HOST);
      if (host.isEmpty()) {
        for (var needless :
            List.of(Setting.SMTP_USER, Setting.SMTP_PASSWORD_FILE, Setting.SMTP_FROM)) {
          if (find(needless).isPresent()) {
            problems.add(needless.key() + " is set, but smtp-host is not");
          }
        }
        return Optional.empty();
      }
      var login = find(Setting.SMTP_USER).map(user -> new SmtpServer.Login(user, smtpPassword()));
      var tls = tls();
      if (login.isPresent() && tls == SmtpServer.Tls.NONE && !THIS_MACHINE.contains(host.get())) {
        problems.add("smtp-user would be told in the open: smtp-tls is none");
      }
      return Optional.of(
          new SmtpServer(host.get(), number(Setting.SMTP_PORT, 1, 65_535), tls, login, smtpFrom()));
    }

    private String smtpFrom() {
      var from = text(Setting.SMTP_FROM);
      if (!from.isEmpty() && !ADDRESS.matcher(from).matches()) {
        problems.add("smtp-from is an address such as credit@example.org, not \"" + from + "\"");
      }
      return from;
    }

    private SmtpServer.Tls tls() {
      var mode = text(Setting.SMTP_TLS);
      for (var tls : SmtpServer.Tls.values()) {
        if (tls.name().toLowerCase(Locale.ROOT).equals(mode)) {
          return tls;
        }
      }
      problems.add("smtp-tls is starttls, tls or none, not \"" + mode + "\"");
      return SmtpServer.Tls.STARTTLS;
    }

    private String smtpPassword() {
      var file = text(Setting.SMTP_PASSWORD_FILE);
      try {
        return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
      } catch (IOException | InvalidPathException e) {
        problems.add("smtp-password-file can't be read: " + e);
        return "";
      }
    }

    Optional<CreditPolicy> policy() {
      return find(Setting.POLICY).flatMap(this::policy);
    }

    private Optional<CreditPolicy> policy(String file) {
      try {
        return switch (PolicyReview.read(Files.readString(Path.of(file)))) {
          case PolicyReview.Sound sound -> Optional.of(sound.policy());
          case PolicyReview.Flawed flawed -> {
            flawed.flaws().forEach(flaw -> problems.add("policy can't be used: " + flaw));
            yield Optional.empty();
          }
        };
      } catch (IOException | IllegalArgumentException e) {
        problems.add("policy can't be read: " + e);
        return Optional.empty();
      }
    }

    Map<String, String> texts() {
      var file = find(Setting.TEXTS);
      try {
        return file.isEmpty() ? Map.of() : properties(Path.of(file.get()));
      } catch (IOException | IllegalArgumentException e) {
        problems.add("texts can't be read: " + e);
        return Map.of();
      }
    }

    Optional<RemoteEndpoint> service(Setting url, Setting keyFile) {
      var address = find(url);
      if (address.isEmpty()) {
        if (find(keyFile).isPresent()) {
          problems.add("%s is set, but %s is not".formatted(keyFile.key(), url.key()));
        }
        return Optional.empty();
      }
      var key = find(keyFile).map(file -> key(keyFile, file));
      return address(url, address.get()).map(uri -> new RemoteEndpoint(uri, key));
    }

    /** What goes there is personal, so it leaves this machine under TLS alone. */
    Optional<URI> address(Setting url, String text) {
      try {
        var uri = new URI(text);
        if (uri.getHost() != null && uri.getUserInfo() == null && isConfidential(uri)) {
          return Optional.of(uri);
        }
      } catch (URISyntaxException e) {
        // Told below, together with what is right.
      }
      problems.add(
          "%s is an https:// address, or an http:// one of this machine, not \"%s\""
              .formatted(url.key(), text));
      return Optional.empty();
    }

    private static boolean isConfidential(URI uri) {
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    }

    Optional<URI> collector() {
      var text = find(Setting.OTLP_ENDPOINT);
      var address = text.flatMap(Source::collector);
      if (text.isPresent() && address.isEmpty()) {
        problems.add("otlp-endpoint is an http:// or https:// address, not \"" + text.get() + "\"");
      }
      return address;
    }

    private static Optional<URI> collector(String text) {
      try {
        var uri = new URI(text);
        return Optional.of(uri)
            .filter(it -> "http".equals(it.getScheme()) || "https".equals(it.getScheme()))
            .filter(it -> it.getHost() != null && it.getUserInfo() == null)
            .filter(it -> it.getQuery() == null && it.getFragment() == null);
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }

    String key(Setting setting, String file) {
      try {
        var key = Files.readString(Path.of(file)).strip();
        if (key.matches("[!-~]{1,4096}")) {
          return key;
        }
        problems.add(setting.key() + " does not hold one line of visible characters");
      } catch (IOException | InvalidPathException e) {
        problems.add(setting.key() + " can't be read: " + e);
      }
      return "";
    }

    boolean yes(Setting setting) {
      var text = text(setting);
      if (!List.of("true", "false").contains(text)) {
        problems.add("%s is true or false, not \"%s\"".formatted(setting.key(), text));
      }
      return text.equals("true");
    }

    boolean jsonLog() {
      var format = text(Setting.LOG_FORMAT);
      if (!List.of("text", "json").contains(format)) {
        problems.add("log-format is text or json, not \"" + format + "\"");
      }
      return format.equals("json");
    }

    Optional<String> demoPassword() {
      var password = find(Setting.DEMO_PASSWORD);
      if (password.isPresent() && password.get().length() < 8) {
        problems.add("demo-password has at least 8 characters");
      }
      return password;
    }
  }
}
