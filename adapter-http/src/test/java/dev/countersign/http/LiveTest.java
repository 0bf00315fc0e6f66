package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever listens hears what they may know, and misses nothing. */
class LiveTest {
  private RunningApi api;
  private Client ada;
  private Client ana;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
    ana = api.as(api.people.ana());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void an_applicant_hears_of_their_request_from_its_first_event_to_the_outcome() {
    try (var stream = Listener.toEvents(api.port, ada.token(), "")) {
      assertThat(stream.next().kind()).isEqualTo("ready");

      var id = api.analysed(ada, Bodies.personal("5000.00")).id();

      var heard = stream.until("stage-opened");
      assertThat(heard.getLast().data().path("request").asString()).isEqualTo(id);
      assertThat(heard.getLast().data().path("stage").asString()).isEqualTo("ANALYST");
      assertThat(heard)
          .filteredOn(event -> event.kind().equals("change"))
          .extracting(event -> event.data().path("type").asString())
          .containsExactly("submitted", "analysed", "stage-opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void each_finished_check_is_told_once_and_before_the_outcome(boolean byAnotherNode) {
    if (byAnotherNode) {
      api.system.tellProgressTo((request, applicant, finding) -> {});
    }
    try (var stream = Listener.toEvents(api.port, ana.token(), "")) {
      assertThat(stream.next().kind()).isEqualTo("ready");

      var unused = api.analysed(ada, Bodies.MORTGAGE);

      var heard = stream.until("analysed");
      assertThat(heard)
          .filteredOn(event -> event.kind().equals("progress"))
          .extracting(event -> event.data().path("check").asString())
          .contains("income", "rating", "loan-to-value")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nobody_hears_of_the_requests_of_others_but_staff() {
    var eve = stranger();
    try (var staff = Listener.toEvents(api.port, ana.token(), "");
        var strange = Listener.toEvents(api.port, eve.token(), "")) {
      assertThat(staff.next().kind()).isEqualTo("ready");
      assertThat(strange.next().kind()).isEqualTo("ready");
      ada.submit(Bodies.personal("5000.00")).mustBe(201);
      var own = eve.submit(Bodies.personal("700.00")).mustBe(201).id();

      assertThat(strange.next().data().path("request").asString()).isEqualTo(own);
      assertThat(staff.next().data().path("amount").asString()).contains("5000.00");
      assertThat(staff.next().data().path("request").asString()).isEqualTo(own);
    }
  }

  @Test
  void a_remark_is_for_staff_alone() {
    var id = api.analysed(ada, Bodies.personal("5000.00")).id();
    try (var staff = Listener.toEvents(api.port, ana.token(), "");
        var applicant = Listener.toEvents(api.port, ada.token(), "")) {
      assertThat(staff.next().kind()).isEqualTo("ready");
      assertThat(applicant.next().kind()).isEqualTo("ready");

      ana.move(id, "approve", "{\"revision\": 2, \"remark\": \"known to us\"}").mustBe(200);

      assertThat(staff.next().data().path("remark").asString()).isEqualTo("known to us");
      assertThat(applicant.next().data().has("remark")).isFalse();
      assertThat(applicant.next().data().path("type").asString()).isEqualTo("granted");
    }
  }

  @Test
  void whoever_comes_back_hears_what_they_missed_and_only_that() {
    String lastSeen;
    try (var stream = Listener.toEvents(api.port, ada.token(), "")) {
      assertThat(stream.next().kind()).isEqualTo("ready");
      ada.submit(Bodies.personal("5000.00")).mustBe(201);
      lastSeen = stream.next().id();
    }
    var missed = ada.submit(Bodies.personal("6000.00")).mustBe(201).id();
    stranger().submit(Bodies.personal("700.00")).mustBe(201);

    try (var stream = Listener.toEvents(api.port, ada.token(), lastSeen)) {
      assertThat(stream.nextChange().path("request").asString()).isEqualTo(missed);
      var next = ada.submit(Bodies.personal("7000.00")).mustBe(201).id();
      assertThat(stream.nextChange().path("request").asString()).isEqualTo(next);
    }
  }

  @Test
  void a_place_that_nobody_knows_means_to_begin_anew() {
    try (var stream = Listener.toEvents(api.port, ada.token(), "nowhere")) {
      assertThat(stream.next().kind()).isEqualTo("reset");
      assertThat(stream.next().kind()).isEqualTo("ready");
    }
  }

  @Test
  void a_stream_needs_a_token_that_works() {
    var refused = api.anyone().get("/api/v1/events").mustBe(401, "unauthenticated");
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    ada.with("x.y.z").get("/api/v1/events").mustBe(401, "unauthenticated");
    ada.post("/api/v1/logout", "").mustBe(204);
    ada.get("/api/v1/events").mustBe(401, "unauthenticated");
  }

  @Test
  void a_ticket_may_come_as_a_parameter_where_no_header_can() {
    try (var stream = Listener.toEvents(api.port, "", "", "?ticket=" + ticket())) {
      assertThat(stream.next().kind()).isEqualTo("ready");
    }
    var socket = Listener.toSocket(api.port, "", "?ticket=" + ticket());
    assertThat(socket.next().kind()).isEqualTo("ready");
  }

  @Test
  void a_ticket_is_good_once_and_for_half_a_minute_and_as_long_as_its_session() {
    var used = ticket();
    assertThat(Listener.toSocket(api.port, "", "?ticket=" + used).next().kind()).isEqualTo("ready");
    api.anyone().get("/api/v1/events?ticket=" + used).mustBe(401, "unauthenticated");

    var old = ticket();
    api.clock.advance(Duration.ofSeconds(30));
    api.anyone().get("/api/v1/events?ticket=" + old).mustBe(401, "unauthenticated");

    var orphan = ticket();
    ada.post("/api/v1/logout", "").mustBe(204);
    api.anyone().get("/api/v1/events?ticket=" + orphan).mustBe(401, "unauthenticated");
  }

  @Test
  void a_token_in_an_address_opens_nothing() {
    var address = "?access_token=" + Client.encode(ada.token());

    api.anyone().get("/api/v1/events" + address).mustBe(401, "unauthenticated");
    assertThat(Listener.toSocket(api.port, "", address).closeCode()).isEqualTo(4001);
  }

  private String ticket() {
    return ada.post("/api/v1/live-tickets", "").mustBe(200).text("/ticket");
  }

  @Test
  void a_stream_ends_with_its_session() {
    try (var stream = Listener.toEvents(api.port, ada.token(), "")) {
      assertThat(stream.next().kind()).isEqualTo("ready");

      ada.post("/api/v1/logout", "").mustBe(204);

      assertThat(stream.isAtItsEnd()).isTrue();
    }
  }

  @Test
  void a_socket_ends_with_its_session_and_with_its_token() {
    var loggedOut = Listener.toSocket(api.port, ada.token(), "");
    var expired = Listener.toSocket(api.port, ana.token(), "");
    assertThat(loggedOut.next().kind()).isEqualTo("ready");
    assertThat(expired.next().kind()).isEqualTo("ready");

    ada.post("/api/v1/logout", "").mustBe(204);
    assertThat(loggedOut.closeCode()).isEqualTo(4001);

    api.clock.advance(Duration.ofMinutes(31));
    assertThat(expired.closeCode()).isEqualTo(4001);
  }

  @Test
  void a_bad_token_closes_a_socket() {
    for (var bad : List.of("", "x.y.z", ada.token() + "x")) {
      assertThat(Listener.toSocket(api.port, bad, "").closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void a_socket_tells_what_a_stream_tells() {
    var socket = Listener.toSocket(api.port, ada.token(), "");
    assertThat(socket.next().kind()).isEqualTo("ready");

    var id = api.analysed(ada, Bodies.personal("5000.00")).id();

    var heard = socket.until("stage-opened");
    assertThat(heard.getLast().data().path("request").asString()).isEqualTo(id);
    assertThat(heard).extracting(Listener.Heard::kind).contains("progress");
  }

  @Test
  void what_is_no_socket_is_told_to_become_one() {
    ada.get("/api/v1/live").mustBe(426, "upgrade-required");
    api.anyone().get("/api/v1/live").mustBe(401, "unauthenticated");
  }

  @Test
  void one_person_has_so_many_connections_and_no_more() {
    var sockets =
        IntStream.range(0, 20)
            .mapToObj(number -> Listener.toSocket(api.port, ada.token(), ""))
            .toList();
    assertThat(sockets).allSatisfy(socket -> assertThat(socket.next().kind()).isEqualTo("ready"));

    assertThat(Listener.toSocket(api.port, ada.token(), "").closeCode()).isEqualTo(4029);
    ada.get("/api/v1/events").mustBe(429, "too-many-connections");
    var others = Listener.toSocket(api.port, ana.token(), "");
    assertThat(others.next().kind()).isEqualTo("ready");
  }

  @Test
  void many_streams_keep_no_call_waiting() {
    var people = IntStream.range(0, 8).mapToObj(number -> stranger()).toList();
    var streams =
        people.stream()
            .flatMap(person ->
                IntStream.range(0, 10)
                    .mapToObj(number -> Listener.toEvents(api.port, person.token(), "")))
            .toList();
    assertThat(streams).allSatisfy(stream -> assertThat(stream.next().kind()).isEqualTo("ready"));

    ada.get("/api/v1/me").mustBe(200);
    streams.forEach(Listener::close);
  }

  @Test
  void whoever_reads_too_slowly_is_dropped_and_keeps_nobody_waiting() throws Exception {
    try (var slow = SlowReader.of(api.port, ana.token())) {
      assertThat(api.live.count()).isEqualTo(1);
      var filler = "x".repeat(400);
      int sent = 0;
      while (api.live.count() > 0) {
        assertThat(sent++).isLessThan(60_000);
        ada.submit(Bodies.personal("5000.00").replace("A bicycle", filler)).mustBe(201);
      }
      assertThat(slow.isAtItsEnd()).isTrue();
    }
    ada.get("/api/v1/me").mustBe(200);
  }

  @Test
  void a_stop_ends_every_connection_at_once() {
    var socket = Listener.toSocket(api.port, ada.token(), "");
    var stream = Listener.toEvents(api.port, ada.token(), "");
    assertThat(socket.next().kind()).isEqualTo("ready");
    assertThat(stream.next().kind()).isEqualTo("ready");

    api.close();

    assertThat(socket.closeCode()).isEqualTo(1001);
    assertThat(stream.isAtItsEnd()).isTrue();
    assertThatThrownBy(() -> ada.get("/api/v1/me"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  private Client stranger() {
    var name = "eve" + System.nanoTime();
    api.anyone()
        .post(
            "/api/v1/users",
            "{\"username\":\"%1$s\",\"password\":\"correct horse battery\",\"fullName\":\"E\",\"email\":\"%1$s@example.org\"}"
                .formatted(name))
        .mustBe(201);
    return api.logIn(name, "correct horse battery");
  }
}
