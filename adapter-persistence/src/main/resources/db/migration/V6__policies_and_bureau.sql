-- Every policy there ever was, as canonical JSON.
create table policy (
  number  int generated always as identity primary key,
  version text not null unique check (char_length(version) between 1 and 50),
  hash    text not null check (char_length(hash) = 64),
  body    text not null
);

-- Which one was put in force when: the last one is.
create table policy_publication (
  number int generated always as identity primary key,
  policy int not null references policy,
  since  timestamptz not null
);

-- What the simulated credit bureau answers from, as canonical JSON.
create table bureau_record (
  tax_id text primary key,
  record text not null
);

grant select, insert on policy, policy_publication to countersign_application;
grant select, insert, update on bureau_record to countersign_application;
