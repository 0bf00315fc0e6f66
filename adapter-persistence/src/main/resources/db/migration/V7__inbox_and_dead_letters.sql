-- Which consumer has handled which event: the row commits together with the effect.
create table inbox (
  consumer   text collate "C" not null,
  event_id   bigint not null,
  handled_at timestamptz not null,
  primary key (consumer, event_id)
);

create index inbox_by_age on inbox (handled_at);

-- What a consumer could not handle, as it was received, until it is replayed.
create table dead_letter (
  id       bigint generated always as identity primary key,
  consumer text collate "C" not null,
  key      text not null,
  message  text not null,
  -- Of the message.
  hash     text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  cause    text not null,
  died_at  timestamptz not null,
  -- How often; the number proves to whoever replays it that it has not died once more.
  deaths   int not null default 1 check (deaths >= 1),
  unique (consumer, hash)
);

grant select, insert, delete on inbox to countersign_application;
grant select, insert, update, delete on dead_letter to countersign_application;
