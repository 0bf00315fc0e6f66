package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.bootstrap.credit.CreditContext;
import dev.countersign.bootstrap.parcel.ParcelContext;
import dev.countersign.bootstrap.parcel.ParcelEvent;
import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A context that exists in tests alone takes part in everything that carries events: subscribers,
 * live updates, notifications, webhooks, alarms, dead letters.
 */
class SecondContextTest {
  private static final String PASSWORD = "mind-the-parcel";

  private final ParcelContext parcels = new ParcelContext();
  private final List<Context> contexts = List.of(new CreditContext(), parcels);

  @Test
  void within_the_process_its_events_reach_everyone_whom_it_names(@TempDir Path folder)
      throws Exception {
    reachEveryone(folder, Map.of());
  }

  @Test
  void over_kafka_its_events_travel_by_a_topic_of_their_own(@TempDir Path folder) throws Exception {
    try (var broker = EmbeddedKafka.start(folder.resolve("kafka"))) {
      reachEveryone(folder, Map.of(Setting.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers()));
      assertThat(topicsOf(broker)).contains("countersign.credit", "countersign.parcel");
    }
  }

  private static Set<String> topicsOf(EmbeddedKafka broker) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return Await.result(admin.listTopics().names());
    }
  }

  private void reachEveryone(Path folder, Map<Setting, String> more) throws Exception {
    Queue<String> posted = new ConcurrentLinkedQueue<>();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    var receiver = receiver(posted);
    var settings = new EnumMap<Setting, String>(Setting.class);
    settings.putAll(more);
    settings.put(Setting.WEBHOOK_ALLOW_PRIVATE_ADDRESSES, "true");
    try (var system = RunningSystem.start(folder.resolve("data"), PASSWORD, settings, contexts)) {
      var anyone = Api.anonymous(system.apiUrl());
      var ada = anyone.logIn("ada", PASSWORD);
      var root = anyone.logIn("root", PASSWORD);
      var hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      var webhook =
          root.post(
              "/api/v1/webhooks",
              "{\"url\": \"%s\", \"types\": [\"parcel.sent\"]}".formatted(hook));
      assertThat(webhook.status()).as(webhook.text()).isEqualTo(201);
      var unknown =
          root.post(
              "/api/v1/webhooks",
              "{\"url\": \"%s\", \"types\": [\"parcel.eaten\"]}".formatted(hook));
      assertThat(unknown.status()).as(unknown.text()).isEqualTo(400);
      listen(ada, heard);

      var parcel = parcels.send(idOf(ada), "2 kg");

      Await.until("customs", () -> !parcels.customs().isEmpty());
      Await.until(
          "the alarm",
          () ->
              parcels
                  .archived(parcel)
                  .equals(List.of(new ParcelEvent.Sent("2 kg"), new ParcelEvent.Overdue())));
      Await.until("the webhook", () -> posted.stream().anyMatch(is(parcel, "parcel.sent")));
      Await.until("the listener", () -> heard.stream().anyMatch(is(parcel, "\"sent\"")));
      Await.until("the listener", () -> heard.stream().anyMatch(is(parcel, "\"overdue\"")));
      Await.until(
          "the notifications",
          () -> ada.told().containsAll(List.of(parcel.id() + " sent", parcel.id() + " overdue")));
      assertThat(posted).noneMatch(is(parcel, "parcel.overdue"));
      assertThat(anyone.logIn("ana", PASSWORD).told()).noneMatch(it -> it.contains("sent"));
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void a_subscriber_that_fails_is_given_up_alone_and_is_brought_its_event_on_command(
      @TempDir Path folder) throws Exception {
    parcels.closeCustoms(true);
    try (var system = RunningSystem.start(folder.resolve("data"), PASSWORD, Map.of(), contexts)) {
      var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
      var management = Api.anonymous(system.managementUrl());

      var parcel = parcels.send(idOf(ada), ParcelContext.UNREADABLE);

      Await.until("the others", () -> !parcels.archived(parcel).isEmpty());
      Await.until("the dead letter", () -> management.metric("dead_letters") == 1);
      assertThat(parcels.customs()).isEmpty();

      parcels.closeCustoms(false);
      assertThat(replayed(folder)).containsPattern("Back in the outbox +1 ");
      Await.until("customs", () -> parcels.customs().size() == 1);
      assertThat(parcels.customs().element().stream()).isEqualTo(parcel);
      assertThat(management.metric("dead_letters")).isZero();
      Await.until("the alarm", () -> parcels.archived(parcel).size() == 2);
    }
  }

  private String replayed(Path folder) {
    var out = new ByteArrayOutputStream();
    var flags = Map.of(Setting.DATA, folder.resolve("data").toString());
    var reading = Settings.read(flags, Map.of(), Optional.empty(), false);
    new DeadLettersCommand(
            ((Settings.Valid) reading).settings(),
            Countersign.eventsOf(contexts),
            new PrintStream(out, true, StandardCharsets.UTF_8))
        .replay();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static UserId idOf(Api person) throws Exception {
    return new UserId(UUID.fromString(person.get("/api/v1/me").json().path("id").asString()));
  }

  private static Predicate<String> is(StreamId parcel, String type) {
    return text -> text.contains(parcel.id().toString()) && text.contains(type);
  }

  private static void listen(Api person, Queue<String> heard) throws Exception {
    var lines = person.lines("/api/v1/events", "");
    var ready = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() ->
            lines.forEach(line -> {
              heard.add(line);
              ready.countDown();
            }));
    Await.open(ready);
  }

  private static HttpServer receiver(Queue<String> posted) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
