-- Credit: policies, requests and what was decided about them.

-- ---- Permissions ----

-- Whoever gives out roles, or makes the rules, decides no request.
alter table role add constraint role_separates_duties
  check (not (permissions @> '{credit-request.decide}' and permissions && '{policy.publish,user.manage}'));

-- Who writes and publishes policies.
insert into role (code, permissions) values ('POLICY', '{policy.publish,policy.read}');

update role set permissions = permissions || '{credit-request.submit}' where code = 'APPLICANT';
update role set permissions = permissions
    || '{credit-request.decide,credit-request.read-all,dashboard.read,policy.read}'
  where code in ('ANALYST', 'MANAGER', 'DIRECTOR');
update role set permissions = permissions
    || '{bureau-record.write,credit-request.read-all,dashboard.read,policy.read}'
  where code = 'ADMIN';

-- ---- Policies and the simulated credit bureau ----

-- Every policy there ever was, as canonical JSON.
create table policy (
  number  int generated always as identity primary key,
  version text not null unique check (char_length(version) between 1 and 50),
  hash    text not null check (char_length(hash) = 64),
  body    text not null
);

-- Which policy is in force from when on, and who saw to it. In force is the one with the latest
-- instant that has come; of two with the same one, the later row.
create table policy_publication (
  number       int generated always as identity primary key,
  policy       int not null references policy,
  since        timestamptz not null,
  published_at timestamptz not null check (published_at <= since),
  -- As the audit trail names them.
  published_by text not null
);

-- What the simulated credit bureau answers from, as canonical JSON.
create table bureau_record (
  tax_id text primary key,
  record text not null
);

grant select, insert on policy, policy_publication to countersign_application;
grant select, insert, update on bureau_record to countersign_application;

-- ---- Requests ----

-- A request as it stands now, in one row: all that a decision or a list needs. Which columns are
-- filled follows from the status, as the constraint below says.
--
-- The applicant is looked up by the statement that inserts the row, the policy by the application.
-- Neither is ever deleted, so a foreign key would add nothing but a lock on the one row of the
-- policy, taken by every submission.
create table credit_request (
  id                uuid primary key,
  applicant_id      uuid not null,
  submitted_at      timestamptz not null,
  -- The policy it is pinned to, by number.
  policy            int not null,

  revision          int not null,
  -- The revision that brought the present proposal, and what that asks for.
  proposed          int not null,
  product           text collate "C" not null,
  amount            numeric not null,
  currency          text not null,
  term_months       int not null,
  purpose           text not null,
  route             text[] not null,
  status            text collate "C" not null,

  -- What speaks against the present proposal, as canonical JSON; absent until it is analysed.
  findings          text,

  -- In approval: the open stage, and the role that decides it, as the policy said when it opened.
  stage             text collate "C",
  stage_role        text collate "C",
  stage_since       int,
  stage_opened_at   timestamptz,
  deadline          timestamptz,
  holder_id         uuid,
  -- The stage above that may decide as well, and its role, once the open one was escalated.
  escalated_to      text collate "C",
  escalated_to_role text collate "C",
  -- What the deadlines of the stage bring next, and when.
  next_step         text collate "C",
  next_step_at      timestamptz,

  -- Referred: what the applicant is asked.
  asked_by          text,
  question          text,
  asked_at          timestamptz,
  answer_by         timestamptz,

  -- At its end.
  closed_at         timestamptz,
  rejected_by       text,
  rejection         text
) with (fillfactor = 80);

-- What the domain never makes, the table never holds. A function says it, because PostgreSQL reads
-- the text of every constraint anew for every statement, which for these would take as long as all
-- the rest of saving a move.
create function is_whole(r credit_request) returns boolean language plpgsql immutable as $$
begin
  if not (1 <= r.proposed and r.proposed <= r.revision and r.amount > 0 and r.term_months >= 1
      and char_length(r.purpose) between 1 and 500 and char_length(r.product) between 1 and 32
      and char_length(r.currency) = 3
      and cardinality(r.route) >= 1)
  then
    return false;
  end if;
  for i in 2 .. cardinality(r.route) loop
    if r.route[i] = any (r.route[: i - 1]) then
      return false;
    end if;
  end loop;
  if r.status = 'IN_APPROVAL' then
    return r.stage = any (r.route) and r.stage_since between r.proposed and r.revision
      and num_nonnulls(r.stage, r.stage_role, r.stage_since, r.stage_opened_at, r.deadline,
                       r.next_step, r.next_step_at) = 7
      and r.next_step in ('REMIND', 'ESCALATE', 'EXPIRE')
      and num_nonnulls(r.escalated_to, r.escalated_to_role) in (0, 2)
      and r.escalated_to is distinct from r.stage
      and (r.escalated_to is null or r.next_step = 'EXPIRE' and r.stage <> r.escalated_to)
      and num_nonnulls(r.asked_by, r.question, r.asked_at, r.answer_by, r.closed_at,
                       r.rejected_by, r.rejection) = 0;
  end if;
  if num_nonnulls(r.stage, r.stage_role, r.stage_since, r.stage_opened_at, r.deadline,
                  r.holder_id, r.escalated_to, r.escalated_to_role, r.next_step,
                  r.next_step_at) > 0 then
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

alter table credit_request add constraint whole check (is_whole(credit_request));

-- Lists are newest first, and an id sorts by the instant of submission: every list is a walk down
-- one of these, begun where the page before ended.
create index credit_request_of_applicant on credit_request (applicant_id, id);
create index credit_request_by_status on credit_request (status, id);
create index credit_request_by_product on credit_request (product, id);
create index credit_request_by_stage on credit_request (stage, id) where stage is not null;
create index credit_request_by_amount on credit_request (amount);

-- An approver's inbox: what waits for a role, what was escalated to it, what a person holds.
create index credit_request_inbox on credit_request (stage_role, deadline, id)
  where stage is not null;
create index credit_request_escalated on credit_request (escalated_to_role, deadline, id)
  where escalated_to is not null;
create index credit_request_held on credit_request (holder_id) where holder_id is not null;

-- What is overdue, for the sweeper: open stages and unanswered questions alike.
create index credit_request_due on credit_request (coalesce(next_step_at, answer_by))
  where coalesce(next_step_at, answer_by) is not null;

grant select, insert, update on credit_request to countersign_application;

-- ---- Evidence: written once, and never changed ----

-- What was proposed, revision by revision, as canonical JSON. It is written once and seldom read,
-- so compressing it would cost more than it saves; the same is true of the tables below.
create table proposal (
  request_id uuid not null,
  revision   int not null,
  body       text not null,
  primary key (request_id, revision)
) with (toast_tuple_target = 8160);

-- The search terms of each proposal: the words of its purpose, its product and the applicant's
-- username. The requests of a word are in the order of every list, so that a common word is walked
-- down like a status is, and a rare one is soon at its end.
create table proposal_word (
  word       text collate "C" not null,
  request_id uuid not null,
  revision   int not null,
  primary key (word, request_id, revision)
);

-- All that an analysis was made from and came to, as canonical JSON.
create table analysis (
  request_id uuid not null,
  proposed   int not null,
  record     text not null,
  primary key (request_id, proposed)
) with (toast_tuple_target = 8160);

-- The analysis that the replay has come to, and when: one row, without a place at the beginning of
-- a round.
create table replay_place (
  singleton  boolean primary key default true check (singleton),
  request_id uuid,
  proposed   int,
  moved_at   timestamptz not null,
  check (num_nonnulls(request_id, proposed) in (0, 2))
);

grant select, insert, update on replay_place to countersign_application;

-- Who decided at which stage about which proposal: each stage once, each person once.
create table decision (
  request_id uuid not null,
  proposed   int not null,
  stage      text collate "C" not null,
  -- Of the request, after the decision.
  revision   int not null,
  outcome    text not null,
  decided_by uuid not null,
  -- The role they acted in, and the revision they had seen.
  decided_as text collate "C" not null,
  seen       int not null,
  decided_at timestamptz not null,
  primary key (request_id, proposed, stage),
  constraint decision_once_per_person unique (request_id, proposed, decided_by),
  check (revision > proposed and seen between proposed and revision - 1 and outcome in ('APPROVED', 'REJECTED', 'REFERRED'))
);

-- A stage decides what passes it. A later proposal may take another route.
create function refuse_stage_off_the_route() returns trigger language plpgsql as $$
begin
  if not exists (
      select from credit_request r
      where r.id = new.request_id and (r.proposed <> new.proposed or new.stage = any (r.route)))
  then
    raise exception 'the stage % is not on the route', new.stage using errcode = 'check_violation';
  end if;
  return new;
end
$$;

create trigger on_the_route before insert or update of stage on decision
  for each row execute function refuse_stage_off_the_route();

-- How a granted credit is repaid. One entry of each array for an instalment; a balance is what the
-- principal paid so far leaves of the amount.
create table repayment_schedule (
  request_id                    uuid primary key,
  method                        text not null,
  annual_rate_percent           numeric not null check (annual_rate_percent >= 0),
  effective_annual_cost_percent numeric not null check (effective_annual_cost_percent >= 0),
  granted_on                    date not null,
  -- Minor units of the request's currency, here and below.
  deducted_fees                 bigint not null check (deducted_fees >= 0),
  financed_fees                 bigint not null check (financed_fees >= 0),
  -- Days from the grant to each due date.
  due_days                      int[] not null,
  principal                     bigint[] not null,
  interest                      bigint[] not null,
  -- Empty if no instalment has a fee.
  fee                           bigint[] not null,
  check (cardinality(due_days) between 1 and 10000
         and cardinality(principal) = cardinality(due_days)
         and cardinality(interest) = cardinality(due_days)
         and cardinality(fee) in (0, cardinality(due_days)))
) with (toast_tuple_target = 8160);

grant select, insert on proposal, proposal_word, analysis, decision, repayment_schedule
  to countersign_application;

-- ---- Audit trail ----

-- What happens to every request fills the trail, and a walk down it meets such acts soon. The rare
-- acts, which matter most, have an index of their own.
create index audit_entry_by_rare_action on audit_entry (action, at, id)
  where action not in ('create', 'analyse', 'claim', 'approve');
