create table account (
  id            uuid primary key,
  username      text not null check (char_length(username) between 1 and 200),
  -- In lower case, as Java makes it: the same on every server, whatever its locale.
  username_key  text collate "C" not null unique,
  full_name     text not null,
  email         text not null,
  locale        text not null,
  roles         text[] not null
                check (roles <@ '{APPLICANT,ANALYST,MANAGER,DIRECTOR,ADMIN}'),
  active        boolean not null,
  by_email      boolean not null,
  by_live       boolean not null,
  password_hash text not null,
  created_at    timestamptz not null,
  -- The words of the username, by which requests of the person are found.
  words         text[] not null
);

-- A log-in and the refresh tokens that followed from it, each kept as its hash alone.
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

-- Failures of late, by the hash of the name that was tried: it need not be anybody's.
create table failed_log_ins (
  name_hash text collate "C" primary key,
  failures  int not null check (failures >= 1),
  last_at   timestamptz not null
);

-- The public halves of the keys that sign access tokens, so that every node verifies every token.
create table public_key (
  id           text primary key check (char_length(id) between 1 and 64),
  jwk          text not null,
  published_at timestamptz not null default now()
);

grant select, insert, update on account to countersign_application;
grant select, insert, update, delete on session, refresh_token, failed_log_ins
  to countersign_application;
grant select, insert on public_key to countersign_application;
