package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same key and body: the same answer, and nothing done twice. */
class IdempotencyTest extends AcceptanceTest {
  private final String key = Product.unique("once-");

  @Test
  void a_submission_needs_a_key() throws Exception {
    var someone = newApplicant().api();

    assertProblem(someone.post(REQUESTS, Draft.consumer().json()), 400);
    assertProblem(someone.post(REQUESTS, Draft.consumer().json(), ""), 400);
    assertProblem(someone.post(REQUESTS, Draft.consumer().json(), "x".repeat(5_000)), 400);
    assertThat(items(someone.get(REQUESTS).json())).isEmpty();
  }

  @Test
  void a_repeated_submission_gets_the_first_answer_byte_for_byte() throws Exception {
    var someone = newApplicant().api();
    var body = Draft.consumer().json();
    var first = someone.post(REQUESTS, body, key);
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    new Filed(someone, first.json().path("id").asString()).awaitAnalysis();

    var second = someone.post(REQUESTS, body, key);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    for (var header : new String[] {"Location", "Content-Type", "ETag"}) {
      assertThat(second.raw().headers().firstValue(header))
          .as(header)
          .isEqualTo(first.raw().headers().firstValue(header));
    }
    assertThat(items(someone.get(REQUESTS).json())).hasSize(1);
  }

  @Test
  void a_key_is_not_used_for_two_bodies() throws Exception {
    var someone = newApplicant().api();
    var first = someone.post(REQUESTS, Draft.consumer().json(), key);
    assertThat(first.status()).isEqualTo(201);

    assertProblem(someone.post(REQUESTS, Draft.consumer().amount("5000.00").json(), key), 422);

    assertThat(items(someone.get(REQUESTS).json())).hasSize(1);
  }

  @Test
  void a_key_belongs_to_its_caller() throws Exception {
    var body = Draft.consumer().json();
    var first = newApplicant().api().post(REQUESTS, body, key);
    var second = newApplicant().api().post(REQUESTS, body, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
  }

  @Test
  void a_refusal_is_not_remembered() throws Exception {
    var someone = newApplicant().api();
    assertProblem(someone.post(REQUESTS, Draft.consumer().amount("1.00").json(), key), 400);

    assertThat(someone.post(REQUESTS, Draft.consumer().json(), key).status()).isEqualTo(201);
  }

  @Test
  void an_approval_repeated_is_one_approval() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());
    var body = "{\"revision\": " + filed.revision() + "}";
    var first = ana.post(filed.path("approve"), body, key);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(filed.approvedBy(max).status()).isEqualTo("GRANTED");

    var second = ana.post(filed.path("approve"), body, key);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(filed.status()).isEqualTo("GRANTED");
  }

  @Test
  void a_key_is_not_used_for_two_requests() throws Exception {
    var one = Filed.by(ada, Draft.consumer());
    var other = Filed.by(ada, Draft.consumer());
    var body = "{\"revision\": " + one.revision() + "}";
    assertThat(other.revision()).isEqualTo(one.revision());
    assertThat(ana.post(one.path("approve"), body, key).status()).isEqualTo(200);

    assertProblem(ana.post(other.path("approve"), body, key), 422);
    assertProblem(
        ana.post(one.path("refer"), body.replace("}", ", \"question\": \"Which?\"}"), key), 422);

    assertThat(other.seen().path("route").path(0).has("decision")).isFalse();
  }

  @Test
  void a_withdrawal_repeated_is_one_withdrawal() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());

    var first = ada.exchange("POST", filed.path("withdraw"), new byte[0], "Idempotency-Key", key);
    var second = ada.exchange("POST", filed.path("withdraw"), new byte[0], "Idempotency-Key", key);

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.status()).isEqualTo(200);
  }
}
