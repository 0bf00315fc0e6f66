package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages arrive as they were handed over, and nowhere but where they may. */
class HttpWebhookSenderTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Map<String, String> HEADERS = Map.of("webhook-id", "one");

  private final AtomicReference<HttpHandler> does = new AtomicReference<>(HttpExchange::close);
  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> does.get().handle(exchange));
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void a_message_arrives_as_it_is_under_the_name_that_was_asked_for() throws IOException {
    does.set(exchange -> {
      arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      arrived.add(exchange.getRequestHeaders().getFirst("Host"));
      arrived.add(exchange.getRequestHeaders().getFirst("webhook-id"));
      arrived.add(exchange.getRequestHeaders().getFirst("Content-Type"));
      arrived.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      answer(exchange, 204, "");
    });
    try (var sender = new HttpWebhookSender(true, host -> loopback(), Await.LONGEST)) {
      var outcome =
          sender.send(
              URI.create("http://hooks.example:" + port() + "/a?b=c"), HEADERS, "{\"é\":1}");

      assertThat(outcome).isEqualTo(new WebhookSender.Taken("status 204"));
    }
    assertThat(arrived)
        .containsExactly(
            "POST /a?b=c",
            "hooks.example:" + port(),
            "one",
            "application/json; charset=UTF-8",
            "{\"é\":1}");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 400, 404, 410, 500, 503})
  void whoever_says_anything_but_yes_refuses(int status) throws IOException {
    does.set(exchange -> {
      arrived.add(exchange.getRequestURI().toString());
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      answer(exchange, status, "not\r\nnow");
    });

    assertThat(sent(Await.LONGEST))
        .isEqualTo(new WebhookSender.Refused("status " + status + " not now"));
    assertThat(arrived).containsExactly("/");
  }

  @ParameterizedTest
  @CsvSource({"200, true", "500, false"})
  void of_a_long_answer_the_beginning_is_enough(int status, boolean taken) throws IOException {
    does.set(exchange -> {
      exchange.sendResponseHeaders(status, 0);
      var flood = "x".repeat(8_192).getBytes(UTF_8);
      while (over.getCount() > 0) {
        exchange.getResponseBody().write(flood);
      }
    });

    var outcome = sent(Await.LONGEST);

    assertThat(outcome instanceof WebhookSender.Taken).isEqualTo(taken);
    assertThat(outcome.detail()).hasSizeLessThan(250);
  }

  @Test
  void whoever_says_nothing_in_time_gave_no_answer() throws IOException {
    does.set(exchange -> Await.open(over));

    assertThat(sent(SHORT)).isInstanceOf(WebhookSender.NoAnswer.class);
  }

  @Test
  void time_is_up_for_an_answer_that_trickles_too() throws IOException {
    does.set(exchange -> {
      exchange.sendResponseHeaders(500, 0);
      try (var timer = Executors.newSingleThreadScheduledExecutor()) {
        var unused =
            timer.scheduleAtFixedRate(() -> trickle(exchange), 0, 20, TimeUnit.MILLISECONDS);
        Await.open(over);
      }
    });

    assertThat(sent(SHORT)).isInstanceOf(WebhookSender.NoAnswer.class);
  }

  @Test
  void whoever_is_away_gave_no_answer() throws IOException {
    int port = port();
    server.stop(0);
    try (var sender = new HttpWebhookSender(true)) {
      assertThat(sender.send(URI.create("http://127.0.0.1:" + port), HEADERS, "{}"))
          .isInstanceOf(WebhookSender.NoAnswer.class);
    }
  }

  @Test
  void a_name_that_moves_into_the_house_leads_nowhere() throws IOException {
    var lookups = new AtomicInteger();
    does.set(exchange -> {
      arrived.add("arrived");
      answer(exchange, 204, "");
    });
    try (var sender =
        new HttpWebhookSender(
            false,
            host ->
                lookups.getAndIncrement() == 0
                    ? new InetAddress[] {InetAddress.getByName("1.1.1.1")}
                    : loopback(),
            Await.LONGEST)) {
      assertThat(sender.objection(URI.create("https://moving.example:" + port()))).isEmpty();

      var outcome = sender.send(URI.create("https://moving.example:" + port()), HEADERS, "{}");

      assertThat(outcome).isInstanceOf(WebhookSender.NoAnswer.class);
      assertThat(outcome.detail()).contains("private address");
    }
    assertThat(lookups).hasValue(2);
    assertThat(arrived).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "localhost"})
  void an_address_in_the_house_is_not_connected_to_however_it_is_written(String host)
      throws IOException {
    does.set(exchange -> {
      arrived.add("arrived");
      answer(exchange, 204, "");
    });
    try (var sender = new HttpWebhookSender(false)) {
      assertThat(sender.objection(URI.create("https://" + host + ":" + port()))).isPresent();
      assertThat(sender.send(URI.create("https://" + host + ":" + port()), HEADERS, "{}"))
          .isInstanceOf(WebhookSender.NoAnswer.class);
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void what_was_registered_for_plain_http_waits_when_that_is_no_longer_allowed()
      throws IOException {
    does.set(exchange -> {
      arrived.add("arrived");
      answer(exchange, 204, "");
    });
    try (var sender = new HttpWebhookSender(false)) {
      assertThat(sender.send(URI.create("http://127.0.0.1:" + port()), HEADERS, "{}"))
          .isEqualTo(new WebhookSender.NoAnswer("nothing is sent by plain HTTP any more"));
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void one_private_address_among_others_is_one_too_many() throws IOException {
    try (var sender =
        new HttpWebhookSender(
            false,
            host ->
                new InetAddress[] {
                  InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")
                },
            Await.LONGEST)) {
      assertThat(sender.objection(URI.create("https://both.example"))).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://public.example",
        "ftp://public.example",
        "https:opaque",
        "/relative",
        "https://user:secret@public.example",
        "https://public.example/#part"
      })
  void what_is_no_address_to_send_to_is_refused(String address) throws IOException {
    try (var sender =
        new HttpWebhookSender(
            false, host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")}, Await.LONGEST)) {
      assertThat(sender.objection(URI.create(address))).isPresent();
      assertThat(sender.objection(URI.create("https://public.example/path?q=1"))).isEmpty();
    }
  }

  private WebhookSender.Outcome sent(Duration patience) throws IOException {
    try (var sender = new HttpWebhookSender(true, InetAddress::getAllByName, patience)) {
      return sender.send(URI.create("http://127.0.0.1:" + port() + "/"), HEADERS, "{}");
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static InetAddress[] loopback() {
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static void trickle(HttpExchange exchange) {
    try {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
