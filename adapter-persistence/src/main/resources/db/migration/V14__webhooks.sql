-- Other systems that are told of events.
create table webhook (
  id         uuid primary key,
  url        text not null,
  -- Of events it is told of; all if empty.
  types      text[] not null,
  active     boolean not null,
  -- Needed as it is, by every node, to sign with.
  secret     text not null,
  created_at timestamptz not null
);

-- What they are told: once for each event and webhook, whatever comes again.
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

grant select, insert, delete on webhook to countersign_application;
grant update (url, types, active) on webhook to countersign_application;
grant select, insert, delete on webhook_delivery to countersign_application;
grant update (state, attempts, answer, due_at) on webhook_delivery to countersign_application;
