-- What every context builds on: accounts, events and who is told of them, idempotency, audit, jobs.
-- Nothing here knows a context. The scripts of a context may refer to these tables, add indexes
-- and constraints to them, and fill in what its permissions and roles need.

-- The application works under a role that may do no more than it must. Whoever owns the database
-- creates the role and is a member of it; it can't log in by itself.
--
-- Roles belong to the whole server, so another database may have made it, even at this moment.
do $$
begin
  create role countersign_application nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;

grant countersign_application to current_user;

-- ---- Accounts, roles and sessions ----

-- What each role may do. A role that an account names is never removed.
create table role (
  code        text collate "C" primary key check (code ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  permissions text[] not null
);

-- The roles every installation begins with. A context gives them its permissions.
insert into role (code, permissions) values
  ('APPLICANT', '{}'),
  ('ANALYST', '{}'),
  ('MANAGER', '{}'),
  ('DIRECTOR', '{}'),
  ('ADMIN', '{audit.read,email.manage,user.manage,webhook.manage}');

create table account (
  id            uuid primary key,
  username      text not null check (char_length(username) between 1 and 200),
  -- In lower case, as Java makes it: the same on every server, whatever its locale.
  username_key  text collate "C" not null unique,
  full_name     text not null,
  email         text not null,
  -- In lower case as well: an address is one account's.
  email_key     text collate "C" not null unique,
  locale        text not null,
  roles         text[] not null,
  active        boolean not null,
  -- Whether the person wants to be told by e-mail and by live updates.
  by_email      boolean not null,
  by_live       boolean not null,
  password_hash text not null,
  created_at    timestamptz not null,
  -- Search terms of the username, by which a search finds what belongs to the person.
  words         text[] not null
);

-- Few people have a role in the bank, among many who apply.
create index account_of_role on account using gin (roles) where active;

-- A log-in and the refresh tokens that followed from it; of a token, only its hash is kept.
create table session (
  id         uuid primary key,
  user_id    uuid not null references account,
  started_at timestamptz not null,
  ended_at   timestamptz
);

create index session_alive_of_user on session (user_id) where ended_at is null;

create table refresh_token (
  hash       text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  session_id uuid not null references session on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create index refresh_token_of_session on refresh_token (session_id);

-- Recent failures, by the hash of the name that was tried, which may be nobody's: from anywhere, and
-- from one address, which is hashed along.
create table failed_log_ins (
  name_hash text collate "C" primary key,
  failures  int not null check (failures >= 1),
  last_at   timestamptz not null
);

-- The public halves of the keys that sign access tokens, so that every node verifies every token.
create table public_key (
  id           text primary key check (char_length(id) between 1 and 64),
  jwk          text not null,
  published_at timestamptz not null default now(),
  -- Its node puts this off as long as it signs with the key.
  expires_at   timestamptz not null,
  -- Since when nobody trusts it any more, for good.
  retired_at   timestamptz
);

-- By which somebody opens one connection where no header can be sent; kept as a hash alone.
create table ticket (
  hash       text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  session_id uuid not null references session on delete cascade,
  expires_at timestamptz not null
);

create index ticket_of_session on ticket (session_id);
create index ticket_by_age on ticket (expires_at);

grant select, insert, update on role, account to countersign_application;
grant select, insert, update, delete on session, refresh_token, failed_log_ins
  to countersign_application;
grant select, insert, update (expires_at, retired_at) on public_key to countersign_application;
grant select, insert, delete on ticket to countersign_application;

-- ---- Events: what happened, what is still to be delivered, and what was processed ----

-- Every change of a stream, with the events that tell of it.
create table change (
  stream_id      uuid not null,
  version        int not null,
  -- Each event has a number of its own: the first this one, the next this one plus one.
  id             bigint generated always as identity (increment by 16),
  at             timestamptz not null,
  -- Which transaction brought it, so that readers can go on from what a snapshot has seen: ids are
  -- drawn when a transaction writes and need not become visible in that order. A backup leaves it
  -- out, since the number means nothing on another server.
  in_transaction xid8 default pg_current_xact_id(),
  -- Whom the stream belongs to, if it belongs to a person.
  owner_id       uuid,
  -- Either a person or an automatic task.
  actor_id       uuid,
  stream_type    text collate "C" not null,
  task           text,
  -- Each as canonical JSON.
  events         text[] not null,
  -- Chance that goes into the hash of what the change was made from. Without it the hash in the
  -- audit trail tells nobody anything, so deleting it forgets the change.
  salt           bytea check (octet_length(salt) = 16),
  primary key (stream_id, version, stream_type),
  check (cardinality(events) between 1 and 16 and num_nonnulls(actor_id, task) = 1)
);

create index change_by_transaction on change (in_transaction) where in_transaction is not null;

-- The events that were not delivered yet. Rows come and go quickly, so space for updates is left in
-- each page and vacuum comes by number of rows.
create table outbox (
  event_id     bigint not null,
  -- Whom the event is still to be brought to; empty if to all.
  subscriber   text collate "C" not null default '',
  stream_type  text collate "C" not null,
  stream_id    uuid not null,
  version      int not null,
  -- How often the subscriber has failed at it.
  failures     int not null default 0,
  -- How often it was leased; the number of the lease proves that it is still held.
  fence        int not null default 0,
  -- Until then a node holds it, or it waits after a failure.
  leased_until timestamptz,
  primary key (event_id, subscriber)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create index outbox_of_stream on outbox (stream_id, event_id);

-- Subscribers that have not taken an earlier event of a stream: empty as long as nobody fails.
create index outbox_of_one_subscriber on outbox (stream_id, event_id) where subscriber <> '';

-- Which subscriber has processed which event: the row commits together with the effect, so that an
-- event that is delivered again has no second effect.
create table processed_event (
  subscriber   text collate "C" not null,
  event_id     bigint not null,
  processed_at timestamptz not null,
  primary key (subscriber, event_id)
);

create index processed_event_by_age on processed_event (processed_at);

-- What a subscriber was given up on, until it is replayed.
create table dead_letter (
  id         bigint generated always as identity primary key,
  subscriber text collate "C" not null,
  key        text not null,
  message    text not null,
  -- Of the message.
  hash       text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  cause      text not null,
  died_at    timestamptz not null,
  -- How often; the number proves to whoever replays it that it has not died once more.
  deaths     int not null default 1 check (deaths >= 1),
  unique (subscriber, hash)
);

-- Ends a transaction that rests on an older version of something; the work is then repeated.
create function refuse_stale_revision() returns uuid language plpgsql as $$
begin
  raise exception 'it is at another version' using errcode = 'CS001';
end
$$;

grant select, insert on change to countersign_application;
grant select, insert, update, delete on outbox, dead_letter to countersign_application;
grant select, insert, delete on processed_event to countersign_application;

-- ---- Idempotency ----

-- The answer each caller got under each idempotency key, for whoever sends the same command again.
create table kept_answer (
  caller     text collate "C" not null,
  key        text collate "C" not null check (key ~ '^[!-~]{1,255}$'),
  -- Hash of the command, which tells a repetition from another command under the same key.
  command    text not null check (char_length(command) = 64),
  status     int not null check (status between 100 and 599),
  headers    text not null,
  body       text not null,
  created_at timestamptz not null,
  primary key (caller, key)
);

-- Answers are added in the order of time, and only retention asks for their age.
create index kept_answer_by_age on kept_answer using brin (created_at);

grant select, insert, delete on kept_answer to countersign_application;

-- ---- Audit trail ----

-- Every important act, for good: the application may add to it and no more.
create table audit_entry (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text collate "C" not null,
  action  text collate "C" not null,
  subject text collate "C" not null,
  address text not null,
  -- As canonical JSON.
  details text not null
);

create index audit_entry_by_time on audit_entry (at, id);
create index audit_entry_by_actor on audit_entry (actor, at, id);
create index audit_entry_by_subject on audit_entry (subject, at, id);

-- Entries that were committed but not sealed yet.
create table audit_unsealed (
  entry_id bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The chain: each hash is of the hash before it and the text of the entry, so that no entry can be
-- changed, removed, added or moved without breaking every seal after it.
create table audit_seal (
  sequence bigint primary key check (sequence >= 1),
  entry_id bigint not null unique,
  hash     bytea not null check (octet_length(hash) = 32)
);

grant select, insert on audit_entry, audit_seal to countersign_application;
grant select, insert, delete on audit_unsealed to countersign_application;

-- ---- Notifications and e-mail messages ----

-- Who was told of which event: once, even if the event is delivered again.
create table notification (
  id           uuid primary key,
  recipient_id uuid not null,
  event_id     bigint not null,
  stream_id    uuid not null,
  at           timestamptz not null,
  read_at      timestamptz,
  stream_type  text collate "C" not null,
  type         text not null,
  -- As canonical JSON.
  facts        text not null,
  unique (event_id, recipient_id)
);

create index notification_of_recipient on notification (recipient_id, id);
create index notification_unread on notification (recipient_id, id) where read_at is null;

-- E-mail messages about events, one for each person and event, with how their sending stands.
create table email (
  id           uuid primary key,
  recipient_id uuid not null,
  event_id     bigint not null,
  address      text not null,
  subject      text not null,
  body         text not null,
  html         text not null,
  state        text collate "C" not null check (state in ('WAITING', 'SENT', 'FAILED', 'KEPT')),
  attempts     int not null check (attempts >= 0),
  failure      text,
  -- When it is to be tried, as long as it waits.
  due_at       timestamptz not null,
  created_at   timestamptz not null,
  unique (event_id, recipient_id)
);

create index email_due on email (due_at) where state = 'WAITING';
create index email_by_state on email (state, id);

grant select, insert on notification, email to countersign_application;
grant update (read_at) on notification to countersign_application;
grant update (state, attempts, failure, due_at) on email to countersign_application;

-- ---- Webhooks ----

-- Other systems that are told of events.
create table webhook (
  id         uuid primary key,
  url        text not null,
  -- Of the events it is told of; all if empty.
  types      text[] not null,
  active     boolean not null,
  -- Not as a hash: every node signs with it.
  secret     text not null,
  created_at timestamptz not null
);

-- One for each event and webhook, even if the event is delivered to us again.
create table webhook_delivery (
  id         uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  event_id   bigint not null,
  type       text not null,
  body       text not null,
  state      text collate "C" not null check (state in ('WAITING', 'DELIVERED', 'FAILED')),
  attempts   int not null check (attempts >= 0),
  answer     text,
  -- When it is to be sent, as long as it waits.
  due_at     timestamptz not null,
  created_at timestamptz not null,
  unique (webhook_id, event_id)
);

create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where state = 'WAITING';
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id);
create index webhook_delivery_by_state on webhook_delivery (webhook_id, state, id);
create index webhook_delivery_by_age on webhook_delivery (created_at) where state = 'DELIVERED';
-- What was given up is counted at every scrape of the metrics, and there is little of it.
create index webhook_delivery_failed on webhook_delivery (id) where state = 'FAILED';

grant select, insert, delete on webhook, webhook_delivery to countersign_application;
grant update (url, types, active) on webhook to countersign_application;
grant update (state, attempts, answer, due_at) on webhook_delivery to countersign_application;

-- ---- Jobs ----

-- For the tables of the job scheduler, which creates them itself as the owner of the database.
create schema jobs;
grant usage on schema jobs to countersign_application;
alter default privileges in schema jobs
  grant select, insert, update, delete on tables to countersign_application;
