package dev.countersign.messaging.event;

import static dev.countersign.messaging.event.WaitingOutbox.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.memory.InMemoryDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker that speaks TLS and wants a password. */
class SecuredBrokerTest {
  private static final String STORE_PASSWORD = "only-for-this-test";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"%s\" password=\"%s\"";

  private static @TempDir Path folder;
  private static EmbeddedKafka broker;
  private static String certificate;

  private final EventTopics topics = new EventTopics("events", 1, Duration.ofDays(7));

  @BeforeAll
  static void start() throws Exception {
    var store = folder.resolve("broker.p12");
    keytool(
        store,
        "-genkeypair -alias broker -keyalg EC -dname CN=broker -ext san=ip:127.0.0.1 -validity 2");
    var exported = folder.resolve("broker.pem");
    keytool(store, "-exportcert -alias broker -rfc -file " + exported);
    certificate = Files.readString(exported);
    broker =
        EmbeddedKafka.start(
            folder.resolve("kafka"),
            Map.of(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:SASL_SSL",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN.formatted("broker", "among-brokers") + " user_countersign=\"let-me-in\";",
                "ssl.keystore.location",
                store.toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                certificate));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  @SuppressWarnings("try") // The subscription is there to be closed.
  void events_go_to_and_fro_with_what_the_properties_say() throws Exception {
    var received = new LinkedBlockingQueue<CommittedEvent>();
    var sent = event(1, new CreditRequestId(new UUID(1, 1)));
    var letters = new InMemoryDatabase(Clock.systemUTC()).deadLetters();
    try (var events = KafkaEvents.open(cluster("let-me-in"), topics, CreditEventsInTests.REGISTRY);
        var subscription =
            events.handTo(new NamedSubscriber("one", received::add), letters, Clock.systemUTC())) {
      var entry = WaitingOutbox.forAll(sent);
      assertThat(events.send(entry)).isEqualTo(Settlement.delivered(entry));

      assertThat(Await.next(received)).isEqualTo(sent);
    }
  }

  @Test
  void a_wrong_password_ends_the_start_and_is_not_told() {
    assertThatThrownBy(() -> topics.of("credit").prepare(cluster("let-me-guess")))
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining(SaslAuthenticationException.class.getName())
        .hasMessageNotContaining("let-me-guess");
  }

  @Test
  void a_broker_that_nobody_vouches_for_is_not_talked_to() {
    var credulous = new HashMap<>(cluster("let-me-in").properties());
    credulous.keySet().removeIf(name -> name.startsWith("ssl.truststore"));

    assertThatThrownBy(() ->
            topics.of("credit").prepare(new KafkaCluster(broker.bootstrapServers(), credulous)))
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining(SslAuthenticationException.class.getName());
  }

  private static KafkaCluster cluster(String password) {
    return new KafkaCluster(
        broker.bootstrapServers(),
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            LOGIN.formatted("countersign", password) + ";",
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            certificate));
  }

  private static void keytool(Path store, String arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of(
            "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Await.end(process);
    assertThat(process.exitValue()).as(said).isZero();
  }
}
