-- Every letter about an event, once for each person, with how its sending stands.
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

grant select, insert on email to countersign_application;
grant update (state, attempts, failure, due_at) on email to countersign_application;
