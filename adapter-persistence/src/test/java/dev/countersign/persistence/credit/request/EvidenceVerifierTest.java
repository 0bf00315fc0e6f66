package dev.countersign.persistence.credit.request;

import static dev.countersign.testkit.RequestStory.aRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.credit.policy.InstallPolicy;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.persistence.credit.policy.JdbiPolicyStore;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.People;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not even the owner of the database changes what was decided without being found out. */
class EvidenceVerifierTest {
  private final TestDatabase test = TestDatabase.fresh();
  private final UuidV7Ids ids = new UuidV7Ids();
  private final Instant now = test.clock().instant();
  private RequestStory granted;

  @BeforeEach
  void bringRequestsIntoEverySituation() {
    var policies = test.database().policies();
    assertThat(
            new InstallPolicy(
                    test.database().transactions(JdbiPolicyStore::new), policies, test.clock())
                .handle(Optional.empty()))
        .isInstanceOf(InstallPolicy.Installed.class);
    var people = People.strangers(ids, now).registeredIn(test.transactions(), now);
    var stories = new EnumMap<Situation, RequestStory>(Situation.class);
    for (var situation : Situation.values()) {
      var story = situation.of(aRequest().identifiedBy(ids).at(now), people);
      stories.put(situation, story.savedIn(test.transactions()));
    }
    granted = requireNonNull(stories.get(Situation.GRANTED));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void what_nobody_has_touched_is_what_was_logged() {
    var report = test.database().evidenceVerifier().verify();

    assertThat(report.flaws()).isEmpty();
    assertThat(report.moves()).isGreaterThan(Situation.values().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a purpose in a proposal        | 1 | update proposal set body = replace(body, '"purpose":"', '"purpose":"x')
          an outcome in an analysis      | 2 | update analysis set record = replace(record, '"outcome":"PASSED"', '"outcome":"IN_DOUBT"')
          the engine's name in a record  | 2 | update analysis set record = regexp_replace(record, '"engine":"[0-9]"', '"engine":"0"')
          a remark in a change           | 3 | update change set events = array(select replace(e, '"stage":', '"remark":"no","stage":') from unnest(events) e)
          the person who moved           | 3 | update change set actor_id = gen_random_uuid() where actor_id is not null
          the person in a decision       | 3 | update decision set decided_by = gen_random_uuid()
          the role of a decision         | 3 | update decision set decided_as = 'ADMIN'
          the revision that was seen     | 3 | update decision set seen = proposed
          the time of a decision         | 3 | update decision set decided_at = decided_at + interval '1 second'
          a cent between two instalments | 5 | update repayment_schedule set principal[1] = principal[1] + 1, principal[2] = principal[2] - 1
          the chance in the hash         | 4 | update change set salt = decode(repeat('00', 16), 'hex')
          """)
  void what_was_changed_is_named(String what, int revision, String sql) throws Exception {
    var named =
        "what is kept of credit-request/%s at revision %d".formatted(granted.id(), revision);
    assertThat(test.database().evidenceVerifier().verify().flaws()).as("before").isEmpty();
    assertThat(test.asOwner(sql)).as(what).isPositive();

    assertThat(test.database().evidenceVerifier().verify().flaws()).as(what).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forward | update credit_request set status = 'EXPIRED' where id = '%s'
          back    | delete from audit_entry where subject = 'credit-request/%s'
          """)
  void a_request_that_does_not_stand_where_its_last_move_left_it_is_named(String where, String sql)
      throws Exception {
    assertThat(test.asOwner(sql.formatted(granted.id()))).as(where).isPositive();

    assertThat(test.database().evidenceVerifier().verify().flaws())
        .contains("where credit-request/%s stands".formatted(granted.id()));
  }

  @Test
  void a_proposal_changed_together_with_its_record_is_named() throws Exception {
    assertThat(
            test.asOwner(
                """
                with forged as (
                  update proposal set body = replace(body, '"dependents":', '"dependents":1')
                  returning request_id)
                update analysis a set record = replace(record, '"dependents":', '"dependents":1')
                from forged f where f.request_id = a.request_id
                """))
        .isPositive();

    assertThat(test.database().evidenceVerifier().verify().flaws())
        .contains(
            "what is kept of credit-request/%s at revision 1".formatted(granted.id()),
            "what is kept of credit-request/%s at revision 2".formatted(granted.id()));
  }

  @Test
  void a_move_that_is_gone_is_named() throws Exception {
    assertThat(
            test.asOwner(
                "delete from change where version = 2 and stream_id = '%s'"
                    .formatted(granted.id())))
        .isOne();

    assertThat(test.database().evidenceVerifier().verify().flaws())
        .containsExactly("credit-request/%s at revision 2, which is gone".formatted(granted.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          the document | update policy set body = replace(body, '"minimumAgeYears":18', '"minimumAgeYears":17')
          with a hash  | update policy set body = 'forged', hash = encode(sha256('forged'), 'hex')
          its instant  | update policy_publication set since = since + interval '1 day'
          its person   | update policy_publication set published_by = 'somebody'
          """)
  void a_policy_that_is_not_what_was_published_is_named(String what, String sql) throws Exception {
    assertThat(test.asOwner(sql)).as(what).isOne();

    assertThat(test.database().evidenceVerifier().verify().flaws())
        .contains("policy/standard-2, publication 1");
  }
}
