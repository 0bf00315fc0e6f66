package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.Person;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking for credit. */
class SubmittingTest {
  private static final String REQUESTS = "/api/v1/credit-requests";

  private static RunningApi api;
  private static Client ada;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_request_comes_back_as_the_contract_says() {
    var reply = ada.submit(Bodies.MORTGAGE).mustBe(201);

    assertThat(reply.json())
        .isEqualTo(
            Reply.parse(
                """
                {
                  "id": "%s", "revision": 1, "status": "SUBMITTED", "product": "MORTGAGE",
                  "amount": {"amount": "200000.00", "currency": "EUR"}, "termMonths": 240,
                  "purpose": "First home",
                  "applicant": {"id": "%s", "username": "ada"},
                  "submittedAt": "2026-06-01T12:00:00Z",
                  "policy": {"version": "standard-2", "hash": "%s"},
                  "route": [{"stage": "analyst"}, {"stage": "manager"}, {"stage": "director"}],
                  "reasons": [], "links": ["withdraw"]
                }
                """
                    .formatted(
                        reply.id(),
                        api.people.ada().id(),
                        api.system
                            .database()
                            .policies()
                            .inForceAt(RunningApi.MONDAY_NOON)
                            .ref()
                            .hash())));
    assertThat(reply.header("Location")).isEqualTo(REQUESTS + "/" + reply.id());
    assertThat(reply.header("ETag")).isEqualTo("\"1\"");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void an_open_stage_shows_its_deadline_and_that_nobody_holds_it() {
    var reply = api.analysed(ada, Bodies.MORTGAGE);

    assertThat(reply.at("/route"))
        .isEqualTo(
            Reply.parse(
                """
                [{"stage": "analyst", "deadline": "2026-06-03T12:00:00Z", "holder": null},
                 {"stage": "manager"}, {"stage": "director"}]
                """));
  }

  @Test
  void without_a_key_nothing_is_taken_in() {
    ada.post(REQUESTS, Bodies.MORTGAGE).mustBe(400, "idempotency-key-required");
  }

  @Test
  void a_key_has_a_form() {
    var reply = ada.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "a b");

    assertThat(reply.mustBe(400, "validation-failed").errors())
        .containsExactly(entry("Idempotency-Key", "invalid"));
  }

  @Test
  void the_same_key_and_body_give_the_same_answer_byte_for_byte() {
    var first = ada.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "once");
    var second = ada.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "once");

    assertThat(second.mustBe(201).body()).isEqualTo(first.mustBe(201).body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    ada.post(REQUESTS, Bodies.personal("5000.00"), "Idempotency-Key", "twice").mustBe(201);

    ada.post(REQUESTS, Bodies.personal("6000.00"), "Idempotency-Key", "twice")
        .mustBe(422, "idempotency-key-reused");
  }

  @Test
  void a_refusal_is_not_remembered() {
    ada.post(REQUESTS, Bodies.personal("5.00"), "Idempotency-Key", "again").mustBe(400);

    ada.post(REQUESTS, Bodies.personal("5000.00"), "Idempotency-Key", "again").mustBe(201);
  }

  @Test
  void while_the_first_is_under_way_the_second_is_told_to_wait() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    try (var slow = RunningApi.startWith(submit -> waiting(submit, entered, leave))) {
      var client = slow.as(slow.people.ada());
      var first =
          CompletableFuture.supplyAsync(
              () -> client.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "slow"));
      Await.open(entered);

      var second = client.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "slow");
      leave.countDown();

      assertThat(second.mustBe(409, "still-under-way").header("Retry-After")).isEqualTo("1");
      Await.result(first).mustBe(201);
    }
  }

  private static SubmitCreditRequest waiting(
      SubmitCreditRequest submit, CountDownLatch entered, CountDownLatch leave) {
    return command -> {
      entered.countDown();
      Await.open(leave);
      return submit.handle(command);
    };
  }

  @Test
  void a_key_belongs_to_its_caller() {
    try (var other = RunningApi.start()) {
      var first = other.as(other.people.ada());
      var second = other.as(registered(other, "adam"));
      first.post(REQUESTS, Bodies.MORTGAGE, "Idempotency-Key", "k").mustBe(201);

      second.post(REQUESTS, Bodies.personal("5000.00"), "Idempotency-Key", "k").mustBe(201);
    }
  }

  private static Person registered(RunningApi api, String username) {
    var person =
        new Person(
            new UserId(api.system.ids().next(api.clock.instant())),
            username,
            Set.of(Role.APPLICANT));
    api.system
        .database()
        .run(store ->
            assertThat(store.accounts().add(person.account(api.clock.instant())))
                .isEqualTo(Accounts.Addition.ADDED));
    return person;
  }
}
