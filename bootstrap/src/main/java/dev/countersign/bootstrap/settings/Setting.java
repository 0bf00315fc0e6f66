package dev.countersign.bootstrap.settings;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set. A flag outranks the environment, which outranks the file, which
 * outranks the default.
 */
public enum Setting {
  PORT("PORT", "8080", "port of the API; 0 takes a free one"),
  HOST("HOST", "127.0.0.1", "address the API listens on; 0.0.0.0 opens it to the network"),
  MANAGEMENT_PORT("PORT", "9090", "port of metrics and health; 0 takes a free one"),
  MANAGEMENT_HOST("HOST", "127.0.0.1", "address that metrics and health listen on"),
  JOBS_DASHBOARD_PORT(
      "PORT", null, "port of pages that show the jobs, to this machine alone; 0 takes a free one"),
  DATA("DIR", "countersign-data", "folder of secrets, and of the embedded database"),
  DATABASE_URL("URL", null, "jdbc:postgresql://… of a server; without it, one is embedded"),
  DATABASE_USER("NAME", null, "user of that server; without it, countersign"),
  DATABASE_PASSWORD(null, null, "password of that user"),
  DATABASE_POOL_SIZE("N", "16", "connections to the database, 2 to 200"),
  BACKUP_FOLDER("DIR", null, "folder for a backup each night, the last 7 kept; without it, none"),
  POLICY(
      "FILE",
      null,
      "policy of a first start, as JSON; without it, the standard one; later starts change"
          + " nothing"),
  TEXTS("FILE", null, "lines for e-mails, such as en.stage.COMMITTEE=committee; before ours"),
  BUREAU_URL("URL", null, "https://… of a credit bureau; without it, a simulator answers"),
  BUREAU_KEY_FILE("FILE", null, "file that holds our key to that bureau"),
  VALUATION_URL("URL", null, "https://… of a valuer of properties; without it, applicants say it"),
  VALUATION_KEY_FILE("FILE", null, "file that holds our key to that valuer"),
  LOG_FORMAT("FORMAT", "text", "text or json: how the log is written"),
  OTLP_ENDPOINT("URL", null, "http(s)://… that takes traces by OTLP over HTTP; without it, none"),
  KAFKA_BOOTSTRAP_SERVERS(
      "HOST:PORT,…", null, "brokers that events travel over; without them, in the process"),
  KAFKA_PROPERTIES("FILE", null, "properties of Kafka's clients, such as those of TLS and SASL"),
  KAFKA_TOPIC_PREFIX("NAME", "countersign", "topics are named NAME.credit and so on, by context"),
  KAFKA_PARTITIONS("N", "12", "partitions of a topic when it is made, 1 to 1000"),
  KAFKA_RETENTION_DAYS("N", "7", "days a topic keeps events at least, 1 to 3650"),
  SMTP_HOST("HOST", null, "server that sends e-mails; without it, they are kept for the admin"),
  SMTP_PORT("PORT", "587", "port of that server"),
  SMTP_TLS("MODE", "starttls", "starttls, tls or none: how that server is spoken to"),
  SMTP_USER("NAME", null, "user there; without it, nobody logs in"),
  SMTP_PASSWORD_FILE("FILE", null, "file that holds the password of that user"),
  SMTP_FROM("ADDRESS", null, "address that e-mails come from"),
  WEBHOOK_ALLOW_PRIVATE_ADDRESSES(
      "BOOLEAN", "false", "true: webhooks may be private addresses, and plain http://"),
  DEMO_PASSWORD(null, null, "password of the demo users; without it, one is made at first start");

  private final Optional<String> label;
  private final Optional<String> byDefault;
  private final String meaning;

  Setting(@Nullable String label, @Nullable String byDefault, String meaning) {
    this.label = Optional.ofNullable(label);
    this.byDefault = Optional.ofNullable(byDefault);
    this.meaning = meaning;
  }

  /** Its name in the file: {@code management-port}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its name on the command line: {@code --management-port}; none for a secret. */
  public Optional<String> flag() {
    return label.map(shown -> "--" + key());
  }

  /** Its name in the environment: {@code COUNTERSIGN_MANAGEMENT_PORT}. */
  public String variable() {
    return "COUNTERSIGN_" + name();
  }

  /** What stands for the value in the help; absent for a secret, which no flag takes. */
  public Optional<String> label() {
    return label;
  }

  public Optional<String> byDefault() {
    return byDefault;
  }

  public String meaning() {
    return meaning;
  }
}
