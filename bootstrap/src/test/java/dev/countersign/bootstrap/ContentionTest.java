package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers want the same thing in the same instant, over HTTP and a real database. */
class ContentionTest {
  private static final String PASSWORD = "one-after-the-other";
  private static Countersign system;
  private static Api ada;
  private static Api ana;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    system = RunningSystem.start(data, PASSWORD);
    var anyone = Api.anonymous(system.apiUrl());
    ada = anyone.logIn("ada", PASSWORD);
    ana = anyone.logIn("ana", PASSWORD);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void of_fifty_approvals_of_one_stage_one_wins_and_the_others_are_told_why() throws Exception {
    var id = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "fifty").json();
    var path = "/api/v1/credit-requests/" + id.path("id").asString();
    var seen = awaitInApproval(path);

    var answers =
        atOnce(50, i -> ana.post(path + "/approve", "{\"revision\":" + seen + "}", "fifty-" + i));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(49);
    assertThat(ana.get(path).json().path("revision").asInt()).isEqualTo(seen + 1);
  }

  @Test
  void sixty_four_submissions_under_one_key_make_one_request() throws Exception {
    var answers =
        atOnce(64, i -> ada.post("/api/v1/credit-requests", Requests.CONSUMER, "sixty-four"));

    var made = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(made).isNotEmpty();
    assertThat(made).extracting(Api.Answer::text).containsOnly(made.getFirst().text());
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(409);
          assertThat(answer.code()).isEqualTo("still-under-way");
          assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
        });
    var again = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "sixty-four");
    assertThat(again.text()).isEqualTo(made.getFirst().text());
  }

  private static int awaitInApproval(String path) {
    return Await.until(
            "the request is in approval",
            () -> ana.get(path).json(),
            request -> request.path("status").asString().equals("IN_APPROVAL"))
        .path("revision")
        .asInt();
  }

  private interface Call {
    Api.Answer make(int number) throws Exception;
  }

  private static List<Api.Answer> atOnce(int callers, Call call) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var calls =
          IntStream.range(0, callers)
              .mapToObj(number ->
                  threads.submit(
                      (Callable<Api.Answer>)
                          () -> {
                            Await.open(start);
                            return call.make(number);
                          }))
              .toList();
      start.countDown();
      var answers = new ArrayList<Api.Answer>();
      for (var each : calls) {
        answers.add(Await.result(each));
      }
      return answers;
    }
  }
}
