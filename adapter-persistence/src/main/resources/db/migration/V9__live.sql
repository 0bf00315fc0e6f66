-- Which transaction brought a change, so that it can be read on from what a snapshot has seen: ids
-- are drawn when a transaction writes, and need not become visible in that order. Absent for what
-- is older than this column. No backup has it, since elsewhere the number says nothing.
alter table change add column in_transaction xid8;
alter table change alter column in_transaction set default pg_current_xact_id();

create index change_by_transaction on change (in_transaction) where in_transaction is not null;
