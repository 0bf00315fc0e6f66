-- Events belong to streams, whatever their type, and streams to persons.
alter table change rename column request_id to stream_id;
alter table change rename column revision to version;
alter table change
  add column stream_type text collate "C" not null default 'credit-request',
  add column owner_id    uuid;
alter table change alter column stream_type drop default;
update change set owner_id = r.applicant_id from credit_request r where r.id = stream_id;
alter table change drop constraint change_pkey, add primary key (stream_id, version, stream_type);

alter table outbox rename column request_id to stream_id;
alter table outbox rename column revision to version;
alter table outbox add column stream_type text collate "C" not null default 'credit-request';
alter table outbox alter column stream_type drop default;
alter index outbox_of_request rename to outbox_of_stream;

alter table notification rename column request_id to stream_id;
alter table notification
  add column stream_type text collate "C" not null default 'credit-request';
alter table notification alter column stream_type drop default;

-- Types are named with their context.
update webhook set types = array(select 'credit.' || type from unnest(types) type);
update webhook_delivery set type = 'credit.' || type;
