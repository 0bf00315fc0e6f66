package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.testkit.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest extends AcceptanceTest {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  private final Person someone = newApplicant();

  ListTest() throws Exception {}

  private static List<String> ids(Api caller, String query) throws Exception {
    var answer = caller.get(REQUESTS + query);
    assertThat(answer.status()).as(query + ": " + answer.text()).isEqualTo(200);
    return ids(answer);
  }

  private static List<String> ids(Api.Answer page) {
    return items(page.json()).stream().map(item -> item.path("id").asString()).toList();
  }

  private String filed(Draft draft) throws Exception {
    return Filed.by(someone.api(), draft).id();
  }

  /** What of this applicant's requests is listed to a member of staff. */
  private List<String> found(String filter) throws Exception {
    var query = "?user=" + someone.username();
    return ids(ana, filter.isEmpty() ? query : query + "&" + filter);
  }

  @Test
  void applicants_see_their_own_requests_newest_first() throws Exception {
    var first = filed(Draft.consumer());
    var second = filed(Draft.consumer());

    assertThat(ids(someone.api(), "")).containsExactly(second, first);
    assertThat(ids(newApplicant().api(), "")).isEmpty();
    assertThat(ids(ana, "?limit=2")).containsExactly(second, first);
    var item = items(someone.api().get(REQUESTS).json()).getFirst();
    assertThat(item.path("status").asString()).isEqualTo("IN_APPROVAL");
    assertThat(number(item.path("amount"))).isEqualTo("20000.00");
    assertThat(item.path("product").asString()).isEqualTo("CONSUMER");
  }

  @Test
  void it_is_filtered_by_status_and_stage_and_user() throws Exception {
    var waiting = filed(Draft.consumer());
    var passed = Filed.by(someone.api(), Draft.consumer()).approvedBy(ana).id();
    var granted = Filed.by(someone.api(), Draft.consumer()).approvedBy(ana, max).id();
    var declined = filed(Draft.consumer().income("1.00"));

    assertThat(found("")).containsExactly(declined, granted, passed, waiting);
    assertThat(found("status=IN_APPROVAL")).containsExactly(passed, waiting);
    assertThat(found("status=GRANTED")).containsExactly(granted);
    assertThat(found("status=DECLINED")).containsExactly(declined);
    assertThat(found("status=REJECTED")).isEmpty();
    assertThat(found("stage=analyst")).containsExactly(waiting);
    assertThat(found("stage=manager")).containsExactly(passed);
    assertThat(found("stage=director")).isEmpty();
    assertThat(found("stage=manager&status=GRANTED")).isEmpty();
    assertThat(ids(ana, "?user=" + Product.unique("nobody"))).isEmpty();
    assertThat(ids(someone.api(), "?user=ada")).isEmpty();
    assertThat(ids(someone.api(), "?status=GRANTED")).containsExactly(granted);
  }

  @Test
  void it_is_filtered_by_product_and_amount() throws Exception {
    var small = filed(Draft.of("CONSUMER").amount("1000.00"));
    var medium = filed(Draft.of("AUTO").amount("20000.00"));
    var large = filed(Draft.of("AUTO").amount("60000.00"));

    assertThat(found("product=AUTO")).containsExactly(large, medium);
    assertThat(found("amountMin=20000.00")).containsExactly(large, medium);
    assertThat(found("amountMin=20000.01")).containsExactly(large);
    assertThat(found("amountMax=20000.00")).containsExactly(medium, small);
    assertThat(found("amountMax=19999.99")).containsExactly(small);
    assertThat(found("amountMin=1000&amountMax=20000")).containsExactly(medium, small);
    assertThat(found("amountMin=20000&product=CONSUMER")).isEmpty();
  }

  @Test
  void both_days_of_a_period_are_included() throws Exception {
    var id = filed(Draft.consumer());
    var today = today();

    assertThat(found("submittedFrom=" + today + "&submittedTo=" + today)).containsExactly(id);
    assertThat(found("submittedFrom=" + today)).containsExactly(id);
    assertThat(found("submittedTo=" + today)).containsExactly(id);
    assertThat(found("submittedFrom=" + today.plusDays(1))).isEmpty();
    assertThat(found("submittedTo=" + today.minusDays(1))).isEmpty();
    assertThat(found("submittedFrom=" + today.minusDays(7) + "&submittedTo=" + today.plusDays(7)))
        .containsExactly(id);
    assertThat(found("submittedFrom=0001-01-01&submittedTo=9999-12-31")).containsExactly(id);
  }

  @Test
  void it_is_searched_by_words_of_the_purpose() throws Exception {
    var boat = filed(Draft.consumer().with("purpose", "A small sailing boat, 100% wood_"));
    var house = filed(Draft.consumer().with("purpose", "A roof that doesn't leak"));

    assertThat(found("q=sailing")).containsExactly(boat);
    assertThat(found("q=SAILING")).containsExactly(boat);
    assertThat(found("q=roof")).containsExactly(house);
    assertThat(found("q=submarine")).isEmpty();
    assertThat(found("q=" + encoded("doesn't"))).containsExactly(house);
    assertThat(ids(someone.api(), "?q=sailing")).containsExactly(boat);
    for (var odd : List.of("%", "_", "%_%", "'", "\\", "(", "a & | !", "\" or 1=1 --", "*:")) {
      assertThat(found("q=" + encoded(odd))).as(odd).isSubsetOf(boat, house);
    }
    assertThat(found("q=" + encoded("zz%zz"))).isEmpty();
  }

  @Test
  void pages_follow_one_another_without_gap_or_repetition() throws Exception {
    var filed = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      filed.add(filed(Draft.consumer()));
    }
    Collections.reverse(filed);

    var pages = new ArrayList<List<String>>();
    var path = REQUESTS + "?limit=3&status=IN_APPROVAL";
    while (true) {
      var page = someone.api().get(path);
      pages.add(ids(page));
      var link = NEXT.matcher(page.raw().headers().firstValue("Link").orElse(""));
      assertThat(page.json().has("next")).isTrue();
      assertThat(link.find()).isEqualTo(!page.json().path("next").isNull());
      if (page.json().path("next").isNull()) {
        break;
      }
      assertThat(link.group(1)).contains("limit=3", "status=IN_APPROVAL");
      path = link.group(1);
      var submittedMeanwhile = filed(Draft.consumer());
      assertThat(filed).doesNotContain(submittedMeanwhile);
    }

    assertThat(pages).extracting(List::size).containsExactly(3, 3, 1);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(filed);
  }

  @Test
  void a_cursor_opens_nothing_that_is_someone_elses() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(filed(Draft.consumer())).isNotBlank();
    }
    var next = someone.api().get(REQUESTS + "?limit=1").json().path("next").asString();

    assertThat(ids(newApplicant().api(), "?cursor=" + encoded(next))).isEmpty();
  }

  @Test
  void a_page_has_twenty_entries_unless_another_number_is_asked_for() throws Exception {
    var body = Draft.consumer().json();
    for (int i = 0; i < 21; i++) {
      var answer = someone.api().post(REQUESTS, body, "page-" + i);
      assertThat(answer.status()).isEqualTo(201);
    }

    assertThat(ids(someone.api(), "")).hasSize(20);
    assertThat(ids(someone.api(), "?limit=21")).hasSize(21);
    assertThat(ids(someone.api(), "?limit=100")).hasSize(21);
    assertThat(ids(someone.api(), "?limit=1")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=101",
        "limit=many",
        "limit=99999999999",
        "status=LOST",
        "stage=emperor",
        "submittedFrom=yesterday",
        "submittedTo=2026-02-30",
        "submittedFrom=%2B999999999-01-01",
        "amountMin=much",
        "amountMax=1e9999999",
        "amountMin=NaN",
        "amountMin=100.001",
        "currency=XXX",
        "currency=euro",
        "cursor=nonsense",
        "cursor=%00",
        "cursor=../../etc",
        "cursor=LS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0t",
        "q=a%00b"
      })
  void a_filter_that_makes_no_sense_is_refused(String filter) throws Exception {
    assertProblem(ana.get(REQUESTS + "?" + filter), 400);
  }

  @Test
  void what_has_changed_is_never_shown_as_it_was() throws Exception {
    var filed = Filed.by(someone.api(), Draft.consumer());
    assertThat(found("status=IN_APPROVAL")).containsExactly(filed.id());

    assertThat(filed.withdraw().status()).isEqualTo(200);

    assertThat(found("status=IN_APPROVAL")).isEmpty();
    assertThat(found("status=WITHDRAWN")).containsExactly(filed.id());
  }
}
