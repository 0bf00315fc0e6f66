package dev.countersign.persistence;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the domain never makes, the tables never hold, whoever writes to them. */
class SchemaTest {
  private static final String CHECK_VIOLATION = "23514";
  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String NOT_ALLOWED = "42501";

  private static final TestDatabase TEST = TestDatabase.fresh();
  private static final Map<Situation, RequestStory> STORIES = new EnumMap<>(Situation.class);

  @BeforeAll
  static void bringRequestsIntoEverySituation() {
    var ids = new UuidV7Ids();
    var now = TEST.clock().instant();
    var transactions = TEST.transactions();
    var unused = PolicyInForce.put(TEST.database().policies(), StandardPolicy.get(), now);
    var people = People.strangers(ids, now).registeredIn(transactions, now);
    for (var situation : Situation.values()) {
      STORIES.put(
          situation, situation.of(aRequest().identifiedBy(ids), people).savedIn(transactions));
    }
    assertThat(TEST.database().auditSealer().seal()).isPositive();
  }

  @AfterAll
  static void close() {
    TEST.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SUBMITTED       | status = 'PENDING'
          SUBMITTED       | revision = 0
          SUBMITTED       | proposed = 2
          SUBMITTED       | proposed = 0
          SUBMITTED       | amount = 0
          SUBMITTED       | term_months = 0
          SUBMITTED       | purpose = ''
          SUBMITTED       | purpose = repeat('x', 501)
          SUBMITTED       | currency = 'EURO'
          SUBMITTED       | route = '{}'
          SUBMITTED       | route = '{ANALYST,ANALYST}'
          SUBMITTED       | route = '{ANALYST,MANAGER,ANALYST}'
          SUBMITTED       | findings = '[]'
          SUBMITTED       | stage = 'ANALYST'
          SUBMITTED       | holder_id = id
          SUBMITTED       | closed_at = now()
          SUBMITTED       | status = 'IN_APPROVAL'
          SUBMITTED       | status = 'WITHDRAWN'
          AT_FIRST_STAGE  | status = 'SUBMITTED'
          AT_FIRST_STAGE  | status = 'GRANTED', closed_at = now()
          AT_FIRST_STAGE  | stage = null
          AT_FIRST_STAGE  | stage = 'CLERK'
          AT_FIRST_STAGE  | stage_since = null
          AT_FIRST_STAGE  | stage_since = 0
          AT_FIRST_STAGE  | stage_since = 99
          AT_FIRST_STAGE  | stage_opened_at = null
          AT_FIRST_STAGE  | deadline = null
          AT_FIRST_STAGE  | next_step = null
          AT_FIRST_STAGE  | next_step = 'FORGET'
          AT_FIRST_STAGE  | next_step_at = null
          AT_FIRST_STAGE  | escalated_to = 'MANAGER'
          ESCALATED_AT_FIRST_STAGE | next_step = 'REMIND'
          ESCALATED_AT_FIRST_STAGE | escalated_to = 'ANALYST'
          REFERRED_BY_FIRST_STAGE  | next_step = 'EXPIRE'
          GRANTED         | next_step_at = now()
          AT_FIRST_STAGE  | question = 'why?'
          AT_FIRST_STAGE  | closed_at = now()
          AT_FIRST_STAGE  | route = '{MANAGER}'
          REFERRED_BY_FIRST_STAGE | asked_by = null
          REFERRED_BY_FIRST_STAGE | asked_by = 'CLERK'
          REFERRED_BY_FIRST_STAGE | question = null
          REFERRED_BY_FIRST_STAGE | question = ''
          REFERRED_BY_FIRST_STAGE | question = repeat('x', 2001)
          REFERRED_BY_FIRST_STAGE | asked_at = null
          REFERRED_BY_FIRST_STAGE | answer_by = null
          REFERRED_BY_FIRST_STAGE | closed_at = now()
          REFERRED_BY_FIRST_STAGE | stage = 'ANALYST'
          REFERRED_BY_FIRST_STAGE | rejection = 'no'
          GRANTED         | closed_at = null
          GRANTED         | question = 'why?'
          GRANTED         | holder_id = id
          GRANTED         | rejection = 'no', rejected_by = 'ANALYST'
          GRANTED         | status = 'REJECTED'
          DECLINED        | findings = null
          DECLINED        | closed_at = null
          DECLINED        | rejection = 'no', rejected_by = 'ANALYST'
          REJECTED_AT_FIRST_STAGE | rejected_by = null
          REJECTED_AT_FIRST_STAGE | rejected_by = 'CLERK'
          REJECTED_AT_FIRST_STAGE | rejection = null
          REJECTED_AT_FIRST_STAGE | rejection = ''
          REJECTED_AT_FIRST_STAGE | rejection = repeat('x', 501)
          WITHDRAWN_IN_APPROVAL   | closed_at = null
          WITHDRAWN_IN_APPROVAL   | stage = 'ANALYST'
          EXPIRED_IN_APPROVAL     | closed_at = null
          EXPIRED_IN_APPROVAL     | asked_by = 'ANALYST'
          """)
  void a_request_is_refused_that_its_status_contradicts(Situation situation, String change) {
    assertRefused(
        CHECK_VIOLATION,
        "update credit_request set %s where id = '%s'".formatted(change, idOf(situation)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applicant_id",
        "submitted_at",
        "policy",
        "revision",
        "proposed",
        "product",
        "amount",
        "currency",
        "term_months",
        "purpose",
        "route",
        "status"
      })
  void a_request_lacks_nothing_that_every_state_has(String column) {
    assertRefused(NOT_NULL_VIOLATION, "update credit_request set %s = null".formatted(column));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proposed, stage, revision, outcome, gen_random_uuid()",
        "proposed, 'DIRECTOR', revision, outcome, decided_by"
      })
  void a_stage_and_a_person_decide_a_proposal_once(String decision) {
    assertRefused(
        UNIQUE_VIOLATION,
        """
        insert into decision
          (request_id, proposed, stage, revision, outcome, decided_by, decided_as, seen, decided_at)
        select request_id, %s, decided_as, seen, decided_at from decision where request_id = '%s'
        """
            .formatted(decision, idOf(Situation.AT_SECOND_STAGE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update decision set outcome = 'MAYBE'",
        "update decision set revision = proposed",
        "update decision set stage = 'CLERK'",
        "update change set events = '{}'",
        "update change set actor_id = null, task = null",
        "update change set actor_id = stream_id, task = 'ANALYSIS'",
        "update repayment_schedule set interest = '{1}'",
        "update repayment_schedule set principal = '{}', interest = '{}', due_days = '{}'",
        "insert into role values ('king', '{}')",
        "insert into role values ('KING', '{user.manage,credit-request.decide}')",
        "update audit_seal set hash = '\\x00'",
        "update policy set hash = 'x'",
        "insert into kept_answer values ('a', 'k y', repeat('0', 64), 200, '{}', '', now())",
        "insert into kept_answer values ('a', 'k', repeat('0', 64), 99, '{}', '', now())",
        "insert into dead_letter (subscriber, key, message, hash, cause, died_at) "
            + "values ('a', '', '{}', 'x', 'why', now())"
      })
  void a_row_is_refused_that_means_nothing(String change) {
    assertRefused(CHECK_VIOLATION, change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set actor = 'nobody'",
        "delete from audit_entry",
        "truncate audit_entry",
        "update audit_seal set entry_id = 1",
        "delete from audit_seal",
        "update audit_unsealed set entry_id = 1",
        "update change set at = now()",
        "delete from change",
        "update proposal set body = ''",
        "delete from proposal",
        "update decision set outcome = 'APPROVED'",
        "delete from decision",
        "update analysis set record = ''",
        "delete from analysis",
        "update repayment_schedule set granted_on = now()",
        "delete from repayment_schedule",
        "update policy set body = ''",
        "delete from policy",
        "update policy_publication set since = now()",
        "delete from credit_request",
        "delete from account",
        "update kept_answer set body = ''",
        "update processed_event set processed_at = now()",
        "truncate dead_letter",
        "update change set in_transaction = null",
        "update notification set facts = ''",
        "delete from notification",
        "update public_key set jwk = ''",
        "delete from public_key",
        "drop table change",
        "create table mine (id int)",
        "alter table audit_entry disable trigger all"
      })
  void the_role_of_the_application_may_not(String forbidden) {
    assertRefused(NOT_ALLOWED, "set role countersign_application; " + forbidden);
  }

  private static String idOf(Situation situation) {
    return Objects.requireNonNull(STORIES.get(situation)).id().toString();
  }

  private static void assertRefused(String state, String sql) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> {
          int unused = TEST.asOwner(sql);
        })
        .extracting(SQLException::getSQLState)
        .isEqualTo(state);
  }
}
