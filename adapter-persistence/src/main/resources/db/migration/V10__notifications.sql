-- Who was told of which event: once, whatever is delivered again.
create table notification (
  id           uuid primary key,
  recipient_id uuid not null,
  event_id     bigint not null,
  request_id   uuid not null,
  type         text not null,
  at           timestamptz not null,
  -- As canonical JSON.
  facts        text not null,
  read_at      timestamptz,
  unique (event_id, recipient_id)
);

create index notification_of_recipient on notification (recipient_id, id);
create index notification_unread on notification (recipient_id, id) where read_at is null;

-- Few work here, among many who apply.
create index account_of_staff on account (username_key)
  where active and roles && '{ANALYST,MANAGER,DIRECTOR,ADMIN}';

grant select, insert on notification to countersign_application;
grant update (read_at) on notification to countersign_application;
