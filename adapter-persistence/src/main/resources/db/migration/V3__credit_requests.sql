-- A request as it stands now, in one row: all that a decision or a list needs. Which columns are
-- filled follows from the status, as the constraints at the end say.
--
-- Applicant and policy are looked up by the statement that inserts the row, which can't be null if
-- it finds none. Neither is ever deleted, so a foreign key would add nothing but a lock on the one
-- row of the policy, taken by every submission.
create table credit_request (
  id              uuid primary key,
  applicant_id    uuid not null,
  submitted_at    timestamptz not null,
  -- The policy it is pinned to, by number.
  policy          int not null,

  revision        int not null,
  -- The revision that brought the present proposal, and what that asks for.
  proposed        int not null,
  product         text collate "C" not null,
  amount          numeric not null,
  currency        text not null,
  term_months     int not null,
  purpose         text not null,
  route           text[] not null,
  status          text collate "C" not null,

  -- What speaks against the present proposal, as canonical JSON; absent until it is analysed.
  findings        text,

  -- In approval: the open stage.
  stage           text collate "C",
  stage_since     int,
  stage_opened_at timestamptz,
  deadline        timestamptz,
  holder_id       uuid,

  -- Referred: what the applicant is asked.
  asked_by        text,
  question        text,
  asked_at        timestamptz,
  answer_by       timestamptz,

  -- At its end.
  closed_at       timestamptz,
  rejected_by     text,
  rejection       text,

  constraint revisions check (1 <= proposed and proposed <= revision),
  constraint terms check (
    amount > 0 and term_months >= 1 and char_length(purpose) between 1 and 500
    and char_length(currency) = 3 and char_length(product) between 1 and 32),
  constraint route_ascends check (
    route in ('{ANALYST}', '{MANAGER}', '{DIRECTOR}', '{ANALYST,MANAGER}', '{ANALYST,DIRECTOR}',
              '{MANAGER,DIRECTOR}', '{ANALYST,MANAGER,DIRECTOR}')),
  constraint columns_of_status check (
    case status
      when 'SUBMITTED' then num_nonnulls(
        findings, stage, stage_since, stage_opened_at, deadline, holder_id, asked_by, question,
        asked_at, answer_by, closed_at, rejected_by, rejection) = 0
      when 'IN_APPROVAL' then
        num_nonnulls(stage, stage_since, stage_opened_at, deadline) = 4
        and stage = any (route) and stage_since between proposed and revision
        and num_nonnulls(asked_by, question, asked_at, answer_by, closed_at, rejected_by,
                         rejection) = 0
      else
        num_nonnulls(stage, stage_since, stage_opened_at, deadline, holder_id) = 0
        and case status
          when 'REFERRED' then
            num_nonnulls(asked_by, question, asked_at, answer_by) = 4 and asked_by = any (route)
            and char_length(question) between 1 and 2000
            and num_nonnulls(closed_at, rejected_by, rejection) = 0
          else
            num_nonnulls(asked_by, question, asked_at, answer_by) = 0 and closed_at is not null
            and case status
              when 'REJECTED' then
                num_nonnulls(rejected_by, rejection) = 2 and rejected_by = any (route)
                and char_length(rejection) between 1 and 500
              when 'DECLINED' then
                num_nonnulls(rejected_by, rejection) = 0 and findings is not null
              else
                status in ('GRANTED', 'WITHDRAWN', 'EXPIRED')
                and num_nonnulls(rejected_by, rejection) = 0
            end
        end
    end)
) with (fillfactor = 80);

-- Lists are newest first, and an id sorts by the instant of submission: every list is a walk down
-- one of these, begun where the page before ended.
create index credit_request_of_applicant on credit_request (applicant_id, id);
create index credit_request_by_status on credit_request (status, id);
create index credit_request_by_product on credit_request (product, id);
create index credit_request_by_stage on credit_request (stage, id) where stage is not null;
create index credit_request_by_amount on credit_request (amount);
create index credit_request_inbox on credit_request (stage, deadline, id) where stage is not null;

-- What was proposed, revision by revision, as canonical JSON. It never changes.
create table proposal (
  request_id uuid not null,
  revision   int not null,
  body       text not null,
  -- What a search looks for: the words of the purpose, the product and the applicant's username.
  words      text[] not null,
  primary key (request_id, revision)
);

-- A search reads all that is pending, so little may be.
create index proposal_by_word on proposal using gin (words) with (gin_pending_list_limit = 256);

-- Who decided at which stage about which proposal: each stage once, each person once.
create table decision (
  request_id uuid not null,
  proposed   int not null,
  stage      text not null check (stage in ('ANALYST', 'MANAGER', 'DIRECTOR')),
  -- Of the request, after the decision.
  revision   int not null check (revision > proposed),
  outcome    text not null check (outcome in ('APPROVED', 'REJECTED', 'REFERRED')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (request_id, proposed, stage),
  constraint decision_once_per_person unique (request_id, proposed, decided_by)
);

-- All that an analysis was made from and came to, as canonical JSON: the evidence of the decision.
create table analysis (
  request_id uuid not null,
  proposed   int not null,
  record     text not null,
  primary key (request_id, proposed)
);

-- How a granted credit is repaid. One entry of each array for an instalment; a balance is what the
-- principal paid so far leaves of the amount.
create table repayment_schedule (
  request_id                    uuid primary key,
  method                        text not null,
  annual_rate_percent           numeric not null check (annual_rate_percent >= 0),
  effective_annual_cost_percent numeric not null check (effective_annual_cost_percent >= 0),
  granted_on                    date not null,
  -- Days from the grant to each due date; minor units of the request's currency.
  due_days                      int[] not null,
  principal                     bigint[] not null,
  interest                      bigint[] not null,
  check (cardinality(due_days) between 1 and 10000
         and cardinality(principal) = cardinality(due_days)
         and cardinality(interest) = cardinality(due_days))
);

-- These are written once and seldom read, and compressing them costs more than it saves.
alter table proposal set (toast_tuple_target = 8160);
alter table analysis set (toast_tuple_target = 8160);
alter table repayment_schedule set (toast_tuple_target = 8160);

-- Ends a statement that finds the request at another revision, with all that goes with it.
create function refuse_stale_revision() returns uuid language plpgsql as $$
begin
  raise exception 'the request is at another revision' using errcode = 'CS001';
end
$$;

grant select, insert, update on credit_request to countersign_application;
grant select, insert on proposal, decision, analysis, repayment_schedule
  to countersign_application;
