package dev.countersign.persistence.credit.request;

import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.store.Sql;

/**
 * The statements that save a move, one for each kind: the request's row, what the move adds to it,
 * its events and its audit entry, in a single journey to the database.
 *
 * <p>Everything hangs on {@code guarded}, which fails unless the row was where the move began.
 */
enum SaveStatement {
  SUBMIT(
      """
      insert into credit_request (
        id, applicant_id, submitted_at, policy, revision, proposed, product, amount, currency,
        term_months, purpose, route, status)
      select
        :id::uuid, (select id from account where id = :applicant::uuid),
        :submitted_at::timestamptz, :policy::int, :revision::int, :proposed::int, :product, :amount::numeric, :currency, :term_months::int,
        :purpose, :route::text[], :status
        from given
      """,
      Part.PROPOSAL),
  REVISE(
      Part.MOVE
          + """
          , proposed = :proposed::int, product = :product, amount = :amount::numeric,
          currency = :currency, term_months = :term_months::int, purpose = :purpose,
          route = :route::text[], findings = null
          """
          + Part.UNLESS_STALE,
      Part.PROPOSAL),
  ANALYSE(
      Part.MOVE + ", route = :route::text[], findings = :findings" + Part.UNLESS_STALE,
      Part.ANALYSIS),
  DECIDE(Part.MOVE + Part.UNLESS_STALE, Part.DECISION),
  GRANT(Part.MOVE + Part.UNLESS_STALE, Part.DECISION + Part.SCHEDULE),
  MOVE(Part.MOVE + Part.UNLESS_STALE, "");

  private final Sql sql;

  SaveStatement(String moved, String added) {
    sql =
        Sql.ofRows(
            """
            , moved as (%s returning 1),
            guarded as (
              select * from given
              where case when (select count(*) from moved) = (select count(*) from given) then true
                else refuse_stale_revision() is null end),
            %s
            changed as (
              insert into change (
                stream_type, stream_id, version, owner_id, at, actor_id, task, events, salt)
              select 'credit-request', :id::uuid, :revision::int, :applicant::uuid, :at::timestamptz, :actor_id::uuid, :task, :events::text[], decode(:salt, 'hex')
                from guarded given
              returning id, stream_type, stream_id, version, cardinality(events) as events),
            announced as (
              insert into outbox (event_id, stream_type, stream_id, version)
              select id + generate_series(0, events - 1), stream_type, stream_id, version
                from changed),
            """
                    .formatted(moved, added)
                + JdbiAuditTrail.RECORDED.formatted("from guarded given"));
  }

  Sql sql() {
    return sql;
  }

  /** What the statements are made of. */
  private static final class Part {
    static final String MOVE =
        """
        update credit_request r set revision = :revision::int, status = :status, stage = :stage,
          stage_role = :stage_role, stage_since = :stage_since::int, stage_opened_at = :stage_opened_at::timestamptz,
          deadline = :deadline::timestamptz, holder_id = :holder::uuid,
          escalated_to = :escalated_to, escalated_to_role = :escalated_to_role, next_step = :next_step, next_step_at = :next_step_at::timestamptz,
          asked_by = :asked_by,
          question = :question, asked_at = :asked_at::timestamptz,
          answer_by = :answer_by::timestamptz, closed_at = :closed_at::timestamptz,
          rejected_by = :rejected_by, rejection = :rejection
        """;

    static final String UNLESS_STALE =
        " from given where r.id = :id::uuid and r.revision = :revision::int - 1";

    static final String PROPOSAL =
        """
        proposed as (
          insert into proposal (request_id, revision, body)
          select :id::uuid, :revision::int, :body from guarded given),
        found_by as (
          insert into proposal_word (word, request_id, revision)
          select word, :id::uuid, :revision::int from guarded given, lateral (
            select unnest(:words::text[]) as word
            union select unnest(words) from account where id = :applicant::uuid) as words),
        """;

    static final String ANALYSIS =
        """
        analysed as (
          insert into analysis (request_id, proposed, record)
          select :id::uuid, :proposed::int, :record from guarded given),
        """;

    static final String DECISION =
        """
        decided as (
          insert into decision (
            request_id, proposed, stage, revision, outcome, decided_by, decided_as, seen, decided_at)
          select :id::uuid, :proposed::int, :decided_stage, :revision::int, :outcome, :decided_by::uuid,
              :decided_as, :seen::int,
              :decided_at::timestamptz
            from guarded given),
        """;

    static final String SCHEDULE =
        """
        scheduled as (
          insert into repayment_schedule (
            request_id, method, annual_rate_percent, effective_annual_cost_percent, granted_on,
            deducted_fees, financed_fees, due_days, principal, interest, fee)
          select :id::uuid, :method, :rate::numeric, :cost::numeric, :granted_on::date,
              :deducted_fees::bigint, :financed_fees::bigint,
              :due_days::int[], :principal::bigint[], :interest::bigint[], :fee::bigint[]
            from guarded given),
        """;
  }
}
