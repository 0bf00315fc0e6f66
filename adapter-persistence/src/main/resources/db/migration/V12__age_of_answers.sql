-- Answers are added in the order of time, and only pruning asks for their age.
drop index kept_answer_by_age;
create index kept_answer_by_age on kept_answer using brin (created_at);
