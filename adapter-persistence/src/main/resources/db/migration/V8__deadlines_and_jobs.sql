-- What time does to an open stage: what is next and when, and the level above that may decide as
-- well. Stages that were open before have a deadline and nothing else.
alter table credit_request
  add column escalated_to text collate "C",
  add column escalated_to_role text collate "C",
  add column next_step         text collate "C",
  add column next_step_at      timestamptz;

update credit_request set next_step = 'EXPIRE', next_step_at = deadline where status = 'IN_APPROVAL';

create or replace function is_whole(r credit_request)
returns boolean language plpgsql immutable as $$
begin
  if not (1 <= r.proposed and r.proposed <= r.revision and r.amount > 0 and r.term_months >= 1
      and char_length(r.purpose) between 1 and 500 and char_length(r.product) between 1 and 32
      and char_length(r.currency) = 3
      and cardinality(r.route) >= 1)
  then
    return false;
  end if;
  if r.status = 'IN_APPROVAL' then
    return r.stage = any (r.route) and r.stage_since between r.proposed and r.revision
      and num_nonnulls(r.stage, r.stage_role, r.stage_since, r.stage_opened_at, r.deadline,
                       r.next_step, r.next_step_at) = 7
      and r.next_step in ('REMIND', 'ESCALATE', 'EXPIRE')
      and num_nonnulls(r.escalated_to, r.escalated_to_role) in (0, 2)
      and (r.escalated_to is null or r.next_step = 'EXPIRE' and r.stage <> r.escalated_to)
      and num_nonnulls(r.asked_by, r.question, r.asked_at, r.answer_by, r.closed_at,
                       r.rejected_by, r.rejection) = 0;
  end if;
  if num_nonnulls(r.stage, r.stage_role, r.stage_since, r.stage_opened_at, r.deadline,
                  r.holder_id, r.escalated_to, r.escalated_to_role, r.next_step, r.next_step_at) > 0 then
    return false;
  end if;
  if r.status = 'REFERRED' then
    return num_nonnulls(r.asked_by, r.question, r.asked_at, r.answer_by) = 4
      and r.asked_by = any (r.route) and char_length(r.question) between 1 and 2000
      and num_nonnulls(r.closed_at, r.rejected_by, r.rejection) = 0;
  end if;
  if num_nonnulls(r.asked_by, r.question, r.asked_at, r.answer_by) > 0 then
    return false;
  end if;
  if r.status = 'REJECTED' then
    return num_nonnulls(r.closed_at, r.rejected_by, r.rejection) = 3
      and r.rejected_by = any (r.route) and char_length(r.rejection) between 1 and 500;
  end if;
  if num_nonnulls(r.rejected_by, r.rejection) > 0 then
    return false;
  end if;
  return case r.status
    when 'SUBMITTED' then num_nonnulls(r.findings, r.closed_at) = 0
    when 'DECLINED' then num_nonnulls(r.findings, r.closed_at) = 2
    else r.status in ('GRANTED', 'WITHDRAWN', 'EXPIRED') and r.closed_at is not null
  end;
end
$$;

create index credit_request_escalated on credit_request (escalated_to_role, deadline, id)
  where escalated_to is not null;

-- What is overdue, for the sweeper: open stages and unanswered questions alike.
create index credit_request_due on credit_request (coalesce(next_step_at, answer_by))
  where coalesce(next_step_at, answer_by) is not null;

-- The tables of the job scheduler, which it makes itself as the owner of the database.
create schema jobs;
grant usage on schema jobs to countersign_application;
alter default privileges in schema jobs
  grant select, insert, update, delete on tables to countersign_application;
