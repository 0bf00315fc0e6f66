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

-- What happens to every request fills the trail, and a walk down it meets such acts soon. The rare
-- acts, which matter most, have an index of their own.
create index audit_entry_by_rare_action on audit_entry (action, at, id)
  where action not in ('create', 'analyse', 'claim', 'approve');

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
