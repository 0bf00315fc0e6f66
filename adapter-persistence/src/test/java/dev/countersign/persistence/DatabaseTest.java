package dev.countersign.persistence;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.FactFinding;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.analysis.SimulatedBureau;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.AnalyseCreditRequestHandler;
import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.DecideStageHandler;
import dev.countersign.application.credit.request.MoveOutcome;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.credit.request.SubmitCreditRequestHandler;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.notification.Email;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.Webhook;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.store.StoreFailure;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.postgres.NotDurableException;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final TestDatabase TEST = TestDatabase.fresh();
  private static final Database DATABASE = TEST.database();
  private static final UuidV7Ids IDS = new UuidV7Ids();
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @AfterAll
  static void close() {
    TEST.close();
  }

  @Test
  void a_request_is_taken_from_submission_to_its_grant() {
    var people = registered();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var facts =
        new FactFinding(
            List.of(new SimulatedBureau(DATABASE.bureauRecords()), PropertyValuation.declared()),
            threads);
    var submit =
        new SubmitCreditRequestHandler(
            DATABASE.transactions(DATABASE::creditStore), DATABASE.policies(), IDS, TEST.clock());
    var analyse =
        new AnalyseCreditRequestHandler(
            DATABASE.transactions(DATABASE::creditStore), DATABASE.policies(), facts, TEST.clock());
    var decide =
        new DecideStageHandler(
            DATABASE.transactions(DATABASE::creditStore), DATABASE.policies(), TEST.clock());

    var submitted =
        (SubmitCreditRequest.Submitted)
            submit.handle(
                new SubmitCreditRequest.Command(
                    aProposal().of("60000.00").build(), people.ada().caller()));
    var id = submitted.change().next().dossier().id();
    var analysed = analyse.handle(new AnalyseCreditRequest.Command(id, Revision.FIRST));
    var moves =
        Stream.of(people.ana(), people.max(), people.dora())
            .map(person ->
                decide.handle(
                    new DecideStage.Command(
                        id, revision(id), new Verdict.Approve(Optional.empty()), person.caller())))
            .toList();

    assertThat(analysed).isInstanceOf(AnalyseCreditRequest.Analysed.class);
    assertThat(moves).containsOnly(new MoveOutcome.Done());
    assertThat(find(id)).isInstanceOf(CreditRequest.Granted.class);
  }

  private static Revision revision(CreditRequestId id) {
    return find(id).revision();
  }

  private static CreditRequest find(CreditRequestId id) {
    return TEST.transactions().inTransaction(store -> store.requests().find(id)).orElseThrow();
  }

  private static People registered() {
    var unused =
        PolicyInForce.put(DATABASE.policies(), StandardPolicy.get(), TEST.clock().instant());
    return People.strangers(IDS, TEST.clock().instant())
        .registeredIn(TEST.transactions(), TEST.clock().instant());
  }

  @Test
  void writes_that_are_sent_together_are_undone_together() {
    var story = aRequest().by(registered().ada()).identifiedBy(IDS).submitted();
    var key = new IdempotencyKey("ada", "key", Hash.of("command"));
    var noSuchStatus = new Answer(9_999, Map.of(), "");

    assertThatExceptionOfType(StoreFailure.class)
        .isThrownBy(() ->
            TEST.transactions()
                .run(store -> {
                  story.steps().getFirst().saveIn(store);
                  store.answers().keep(key, noSuchStatus, TEST.clock().instant());
                }));
    assertThat(DATABASE.requestViews().find(story.id())).isEmpty();
  }

  @Test
  void the_relay_is_told_of_every_commit_with_events_and_of_no_other() {
    var story = aRequest().by(registered().ada()).identifiedBy(IDS).submitted();
    var before = TEST.notices().get();

    var saved = story.savedIn(TEST.transactions());
    assertThat(find(saved.id())).isEqualTo(story.request());
    assertThatExceptionOfType(StaleRevision.class)
        .isThrownBy(() -> saved.savedIn(TEST.transactions()));

    assertThat(TEST.notices()).hasValue(before + 1);
  }

  @Test
  void a_text_that_postgresql_cannot_keep_is_refused_before_it_is_sent() {
    var story =
        aRequest()
            .proposing(aProposal().forPurpose("a\u0000b"))
            .by(registered().ada())
            .identifiedBy(IDS)
            .submitted();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> story.savedIn(TEST.transactions()))
        .withMessageContaining("NUL");
  }

  @Test
  void the_loss_of_a_connection_is_told_apart_and_mended_by_the_next_call() throws Exception {
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() ->
            TEST.transactions()
                .run(store -> {
                  assertThat(store.accounts().findByUsername("nobody")).isEmpty();
                  endItsConnection();
                  assertThat(store.accounts().findByUsername("nobody")).isEmpty();
                }));

    assertThat(
            TEST.transactions()
                .<Object>inTransaction(store -> store.accounts().findByUsername("nobody")))
        .isEqualTo(Optional.empty());
  }

  private static void endItsConnection() {
    try {
      assertThat(
              TEST.askAsOwner(
                  """
                  select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and state = 'idle in transaction'
                  """))
          .hasSize(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_was_given_up_is_counted() {
    var ada = registered().ada().id();
    var webhook =
        new Webhook(
            IDS.next(NOON),
            URI.create("https://example.org/hook"),
            Set.of(),
            true,
            WebhookSecret.of(new byte[32]),
            NOON);
    var before = DATABASE.undelivered();

    TEST.transactions()
        .run(store -> {
          store.webhooks().add(webhook);
          store.emails().add(email(ada, 1, Email.State.FAILED));
          store.emails().add(email(ada, 2, Email.State.WAITING));
          store.deliveries().add(delivery(webhook, 1, Delivery.State.FAILED));
          store.deliveries().add(delivery(webhook, 2, Delivery.State.FAILED));
          store.deliveries().add(delivery(webhook, 3, Delivery.State.WAITING));
        });

    assertThat(DATABASE.undelivered())
        .isEqualTo(new Database.Undelivered(before.emails() + 1, before.deliveries() + 2));
  }

  private static Email email(UserId recipient, long event, Email.State state) {
    return new Email(
        IDS.next(NOON),
        recipient,
        event,
        "ada@example.org",
        new Email.Content("subject", "text", "html"),
        state,
        1,
        Optional.empty(),
        NOON);
  }

  private static Delivery delivery(Webhook webhook, long event, Delivery.State state) {
    return new Delivery(
        IDS.next(NOON), webhook.id(), event, "granted", "{}", state, 1, Optional.empty(), NOON);
  }

  @Test
  void a_server_that_is_away_is_told_apart() {
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() ->
            Database.open(
                "jdbc:postgresql://127.0.0.1:1/none", "u", "p", 2, TEST.clock(), () -> {}));
  }

  @Test
  void the_application_works_under_its_own_role() throws Exception {
    assertThat(
            TEST.askAsOwner(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'countersign'
                """))
        .doesNotContain("0");
    int revoked = TEST.asOwner("revoke insert on bureau_record from countersign_application");
    try {
      assertThatExceptionOfType(StoreFailure.class)
          .isThrownBy(() ->
              TEST.transactions()
                  .run(store ->
                      store.bureauRecords().put(new TaxId("1"), new BureauRecord.OutOfOrder())))
          .havingCause()
          .withMessageContaining("permission denied");
    } finally {
      revoked = TEST.asOwner("grant insert on bureau_record to countersign_application");
    }
    assertThat(revoked).isZero();
  }

  @Test
  void a_policy_that_was_altered_is_never_applied() throws Exception {
    var policy = aPolicy().named("altered").build();
    var published = PolicyInForce.put(DATABASE.policies(), policy, NOON);
    try (var other = TEST.anotherNode()) {
      assertThat(other.database().policies().inForceAt(NOON)).isEqualTo(published);
      assertThat(other.database().policies().pinned(policy.ref()).policy()).isEqualTo(policy);
    }

    assertThat(
            TEST.asOwner(
                """
                update policy set body = replace(body, '"minimumAgeYears":18',
                  '"minimumAgeYears":17') where version = 'altered'
                """))
        .isOne();

    try (var other = TEST.anotherNode()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> other.database().policies().pinned(policy.ref()))
          .withMessageContaining("altered");
    }
  }

  @Test
  void a_server_that_may_forget_what_it_acknowledged_is_refused() throws Exception {
    try (var other = TestDatabase.fresh()) {
      var unused =
          other.asOwner(
              "alter database %s set synchronous_commit = off"
                  .formatted(other.askAsOwner("select current_database()").getFirst()));

      assertThatExceptionOfType(NotDurableException.class).isThrownBy(other::anotherNode);
    }
  }
}
