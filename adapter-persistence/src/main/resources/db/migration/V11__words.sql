-- The words that each proposal is found by: those of its purpose, its product and the applicant's
-- username. The requests of a word are in the order of every list, so that a common word is walked
-- down like a status is, and a rare one is soon at its end.
create table proposal_word (
  word       text collate "C" not null,
  request_id uuid not null,
  revision   int not null,
  primary key (word, request_id, revision)
);

insert into proposal_word (word, request_id, revision)
  select distinct word, request_id, revision from proposal cross join unnest(words) as word;

alter table proposal drop column words;

grant select, insert on proposal_word to countersign_application;
