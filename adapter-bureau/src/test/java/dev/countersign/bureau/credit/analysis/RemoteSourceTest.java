package dev.countersign.bureau.credit.analysis;

import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.PropertyType;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.money.Money;
import dev.countersign.testkit.Await;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bureau and valuer behind a real server, which misbehaves in every way it can. */
class RemoteSourceTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final TaxId ADA = new TaxId("15350946056");
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GOOD = "{\"rating\":700,\"restricted\":false}";

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger questions = new AtomicInteger();

  private HttpServer server;
  private RemoteSource remote;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    remote = remote(Optional.empty());
  }

  @AfterEach
  void stop() {
    over.countDown();
    remote.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void an_answer_is_believed_and_kept_under_the_host_that_gave_it() throws Exception {
    answering(GOOD);

    assertThat(ask()).isEqualTo(new BureauReport(Optional.of(700), false));
    assertThat(new HttpBureau(remote).source()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_bureau_may_keep_no_rating() throws Exception {
    answering("{\"restricted\":true}");

    assertThat(ask()).isEqualTo(new BureauReport(Optional.empty(), true));
  }

  @Test
  void the_question_says_who_is_meant_and_who_asks_but_not_in_the_address() throws Exception {
    var seen = new ArrayList<String>();
    on(exchange -> {
      seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
      seen.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      send(exchange, 200, GOOD.getBytes(UTF_8));
    });
    try (var known = remote(Optional.of("s3cret"))) {
      var unused = new HttpBureau(known).reportOn(ADA);
    }

    assertThat(seen).containsExactly("POST /ask", "Bearer s3cret", "{\"taxId\":\"15350946056\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | at character 0: the text ends too early
          null | at character 0: an object
          <html>Welcome</html> | at character 0: an object
          {"rating":-1,"restricted":false} | no bureau has a rating of -1
          {"rating":1001,"restricted":false} | no bureau has a rating of 1001
          {"rating":99999999999999999999,"restricted":false} | at character 30: an object
          {"rating":7e2,"restricted":false} | at character 11: ',' was expected
          {"rating":"700","restricted":false} | $.rating must be a JSON whole number
          {"rating":null,"restricted":false} | at character 10: an object
          {"rating":700} | $ has no member "restricted"
          {"rating":700,"restricted":"no"} | $.restricted must be a JSON boolean
          {"rating":700,"rating":701,"restricted":false} | member "rating" is there twice
          {"rating":700,"restricted":false,"approve":true} | $ has a member that is none of
          {"rating":700,"restricted":false} and more | at character 34: nothing more was expected
          [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | nested deeper than 32
          """)
  void a_lie_is_no_answer(String lie, String refusal) {
    answering(lie);

    assertThat(catchException(this::ask))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(refusal);
    assertThat(questions).as("not asked again").hasValue(1);
  }

  @Test
  void bytes_that_are_no_text_are_no_answer() {
    on(exchange -> send(exchange, 200, new byte[] {'{', (byte) 0xc3, '}'}));

    assertThat(catchException(this::ask)).isInstanceOf(CharacterCodingException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 302, 400, 401, 404, 429, 500})
  void any_other_status_is_no_answer_and_is_not_asked_again(int status) {
    on(exchange -> {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      send(exchange, status, status == 204 ? new byte[0] : GOOD.getBytes(UTF_8));
    });

    assertThat(catchException(this::ask)).hasMessage("status " + status);
    assertThat(questions).hasValue(1);
  }

  @Test
  void nobody_is_sent_on_to_another_place() {
    var strayed = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          strayed.incrementAndGet();
          send(exchange, 200, GOOD.getBytes(UTF_8));
        });
    on(exchange -> {
      exchange.getResponseHeaders().add("Location", address("/elsewhere").toString());
      send(exchange, 307, new byte[0]);
    });

    assertThat(catchException(this::ask)).hasMessage("status 307");
    assertThat(strayed).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_bureau_that_is_away_for_a_moment_is_asked_once_more(int status) throws Exception {
    on(exchange -> {
      boolean first = questions.get() == 1;
      send(exchange, first ? status : 200, GOOD.getBytes(UTF_8));
    });

    assertThat(ask().rating()).contains(700);
    assertThat(questions).hasValue(2);
  }

  @Test
  void a_connection_that_is_closed_without_a_word_is_no_answer() {
    on(HttpExchange::close);

    assertThat(catchException(this::ask))
        .hasMessageMatching(".*(ConnectionClosed|NoHttpResponse|Socket)Exception.*");
  }

  @Test
  void nobody_at_home_is_no_answer() {
    server.stop(0);

    assertThat(catchException(this::ask))
        .hasMessageContaining("HttpHostConnectException: Connect to " + address(""));
  }

  @Test
  void ten_megabytes_are_no_answer() {
    on(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (var out = exchange.getResponseBody()) {
        for (int i = 0; i < 1_280; i++) {
          out.write(new byte[8_192]);
        }
      }
    });

    assertThat(catchException(this::ask)).hasMessageContaining("more than 65536 bytes");
    assertThat(questions).as("not asked again").hasValue(1);
  }

  @Test
  void a_bureau_that_hangs_is_not_waited_for() {
    on(exchange -> awaitTheEnd());

    assertThat(catchException(this::askImpatiently)).isInstanceOf(TimeoutException.class);
    assertThat(questions).as("not asked again").hasValueLessThan(2);
  }

  @Test
  void a_bureau_that_hangs_in_the_middle_of_its_answer_is_not_waited_for() {
    on(exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      awaitTheEnd();
    });

    assertThat(catchException(this::askImpatiently)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void who_is_told_to_stop_asking_stops_at_once() throws Exception {
    var asked = new CountDownLatch(1);
    on(exchange -> {
      asked.countDown();
      awaitTheEnd();
    });
    var stopped = new AtomicReference<Exception>();
    Future<?> asking = threads.submit(() -> stopped.set(catchException(this::ask)));
    Await.open(asked);

    assertThat(asking.cancel(true)).isTrue();

    assertThat(Await.until("the asking stops", stopped::get, Objects::nonNull))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_bureau_that_keeps_failing_is_left_alone_for_a_while() throws Exception {
    answering("oops");
    for (int i = 0; i < 10; i++) {
      assertThat(catchException(this::ask)).isInstanceOf(IllegalArgumentException.class);
    }

    assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(this::ask);

    assertThat(questions).hasValue(10);
  }

  @Test
  void a_bureau_that_is_well_again_is_asked_again() throws Exception {
    answering("oops");
    try (var impatient =
        new RemoteSource(address("/ask"), Optional.empty(), Await.LONGEST, Duration.ofMillis(1))) {
      var bureau = new HttpBureau(impatient);
      for (int i = 0; i < 10; i++) {
        assertThat(catchException(() -> bureau.reportOn(ADA)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      server.removeContext("/ask");
      answering(GOOD);

      var report = Await.until("an answer", () -> tryOnce(bureau), Optional::isPresent);

      assertThat(report).contains(new BureauReport(Optional.of(700), false));
    }
  }

  @Test
  void a_property_is_worth_what_the_valuer_says() throws Exception {
    var asked = new ArrayList<String>();
    on(exchange -> {
      asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      send(exchange, 200, worth("180000.00", "EUR").getBytes(UTF_8));
    });

    assertThat(new HttpValuation(remote).valueOf(house())).isEqualTo(Money.of("180000.00", EUR));
    assertThat(asked)
        .containsExactly(
            "{\"location\":\"Lisbon\",\"type\":\"HOUSE\","
                + "\"value\":{\"amount\":\"200000.00\",\"currency\":\"EUR\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.00 EUR", "-1.00 EUR", "180000.00 USD"})
  void a_worth_that_can_t_be_held_against_the_value_declared_is_not_plausible(String worth)
      throws Exception {
    var parts = worth.split(" ", -1);
    answering(worth(parts[0], parts[1]));
    var valuation = new HttpValuation(remote);

    assertThat(valuation.plausible(valuation.ask(secured()), secured())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.001 EUR", "much EUR"})
  void a_worth_that_is_no_money_is_no_answer(String worth) {
    var parts = worth.split(" ", -1);
    answering(worth(parts[0], parts[1]));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpValuation(remote).valueOf(house()))
        .withMessageStartingWith("$.worth is no money");
  }

  private static String worth(String amount, String currency) {
    return "{\"worth\":{\"amount\":\"%s\",\"currency\":\"%s\"}}".formatted(amount, currency);
  }

  private static Proposal secured() {
    return aMortgage("100000.00", "200000.00").build();
  }

  private static Property house() {
    return new Property(Money.of("200000.00", EUR), PropertyType.HOUSE, "Lisbon");
  }

  private BureauReport ask() throws Exception {
    return new HttpBureau(remote).reportOn(ADA);
  }

  private BureauReport askImpatiently() throws Exception {
    try (var impatient = remote(Optional.empty(), SHORT)) {
      return new HttpBureau(impatient).reportOn(ADA);
    }
  }

  private static Optional<BureauReport> tryOnce(HttpBureau bureau) throws Exception {
    try {
      return Optional.of(bureau.reportOn(ADA));
    } catch (CallNotPermittedException e) {
      return Optional.empty();
    }
  }

  private RemoteSource remote(Optional<String> key) {
    return remote(key, Await.LONGEST);
  }

  private RemoteSource remote(Optional<String> key, Duration patience) {
    return new RemoteSource(address("/ask"), key, patience, Duration.ofHours(1));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void answering(String text) {
    on(exchange -> send(exchange, 200, text.getBytes(UTF_8)));
  }

  private void on(HttpHandler handler) {
    server.createContext(
        "/ask",
        exchange -> {
          questions.incrementAndGet();
          handler.handle(exchange);
        });
  }

  private void awaitTheEnd() {
    Await.open(over);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
