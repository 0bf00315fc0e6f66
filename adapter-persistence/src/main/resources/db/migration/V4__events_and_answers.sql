-- Every change of a request, with the events that tell of it.
create table change (
  request_id uuid not null,
  revision   int not null,
  -- Each event has a number of its own: the first this one, the next this one plus one.
  id         bigint generated always as identity (increment by 16),
  at         timestamptz not null,
  -- Either a person or an automatic task.
  actor_id   uuid,
  task       text,
  -- Each as canonical JSON.
  events     text[] not null,
  primary key (request_id, revision),
  check (cardinality(events) between 1 and 16 and num_nonnulls(actor_id, task) = 1)
);

-- The events that were not delivered yet.
create table outbox (
  event_id     bigint primary key,
  request_id   uuid not null,
  revision     int not null,
  -- How often it was claimed; the number of the claim proves that the lease is still held.
  attempts     int not null default 0,
  -- Until then it is with someone, or takes a pause after it failed.
  leased_until timestamptz
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

create index outbox_of_request on outbox (request_id, event_id);

-- What callers were told under each key.
create table kept_answer (
  caller     text collate "C" not null,
  key        text collate "C" not null check (key ~ '^[!-~]{1,255}$'),
  command    text not null check (char_length(command) = 64),
  status     int not null check (status between 100 and 599),
  headers    text not null,
  body       text not null,
  created_at timestamptz not null,
  primary key (caller, key)
);

create index kept_answer_by_age on kept_answer (created_at);

grant select, insert on change to countersign_application;
grant select, insert, update, delete on outbox to countersign_application;
grant select, insert, delete on kept_answer to countersign_application;
