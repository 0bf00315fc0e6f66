package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.CarefulClient.Staff;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product with its events on a real broker. */
class KafkaTest {
  private static final String PASSWORD = "over-the-wire";

  /**
   * Analysis, deadlines, notifications, webhooks, metrics: each has a dead letter of the poison.
   */
  private static final int CONSUMERS = 5;

  /** Longer than a message may take to be acknowledged, so that sending fails and is repeated. */
  private static final int LONG_AWAY_SECONDS = 12;

  private static @TempDir Path folder;
  private static EmbeddedKafka broker;
  private static Countersign system;
  private static Api management;
  private static Api ada;
  private static Api ana;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    system =
        RunningSystem.start(
            folder.resolve("data"),
            PASSWORD,
            Map.of(Setting.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers()));
    management = Api.anonymous(system.managementUrl());
    var anyone = Api.anonymous(system.apiUrl());
    ada = anyone.logIn("ada", PASSWORD);
    ana = anyone.logIn("ana", PASSWORD);
  }

  @AfterAll
  static void stop() {
    system.close();
    broker.close();
  }

  @Test
  void a_request_goes_from_submission_to_its_grant() throws Exception {
    var staff = Staff.loggedIn(system.apiUrl(), PASSWORD);
    var id = new CarefulClient(staff, List.of(system.apiUrl()), 0, () -> {}).oneWholeLife("one");

    assertThat(ada.get(CarefulClient.REQUESTS + "/" + id).json().path("status").asString())
        .isEqualToIgnoringCase("granted");
    assertThat(ana.types(id)).containsOnlyOnce("analysed", "granted");
  }

  @Test
  void the_api_does_not_notice_that_the_broker_is_away_and_each_effect_is_there_once()
      throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      ids.add(submitted("before-" + i));
    }
    broker.stop();
    for (int i = 0; i < 40; i++) {
      ids.add(submitted("away-" + i));
    }
    Await.until(
        "sending has failed", () -> management.metric("outbox_lag_seconds") > LONG_AWAY_SECONDS);
    for (int i = 0; i < 20; i++) {
      ids.add(submitted("still-away-" + i));
    }
    broker.start();

    for (var id : ids) {
      awaitAnalysis(id);
      assertThat(ana.types(id)).containsExactly("submitted", "analysed", "stage-opened");
    }
    Await.until("the outbox is empty", () -> management.metric("outbox_waiting") == 0);
    var expected = ids.stream().map(id -> id + " analysed").toList();
    Await.until("the applicant is told", () -> ada.told().containsAll(expected));
    assertThat(ada.told()).filteredOn(expected::contains).hasSameSizeAs(expected);
  }

  @Test
  void a_message_that_nobody_can_read_is_kept_whatever_is_commanded() throws Exception {
    var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
    try (var stranger =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var unused =
          Await.result(stranger.send(new ProducerRecord<>("countersign.credit", "key", "poison")));
    }
    Await.until("the dead letters", () -> management.metric("dead_letters") == CONSUMERS);

    var out = new ByteArrayOutputStream();
    int exit =
        new Main(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, Map.of())
            .run("replay-dead-letters", "--data", folder.resolve("data").toString());

    assertThat(exit).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("Kept, can't be read +" + CONSUMERS);
    assertThat(management.metric("dead_letters")).isEqualTo(CONSUMERS);
    awaitAnalysis(submitted("after-poison"));
  }

  private static String submitted(String key) throws IOException, InterruptedException {
    var answer = ada.post(CarefulClient.REQUESTS, Requests.CONSUMER, key);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static void awaitAnalysis(String id) throws Exception {
    Await.until("the analysis", () -> ana.types(id).contains("analysed"));
  }
}
