-- What each role may do. A role that an account names is never removed.
create table role (
  code        text collate "C" primary key check (code ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  permissions text[] not null
);

grant select, insert, update on role to countersign_application;

insert into role (code, permissions) values
  ('APPLICANT', '{}'),
  ('ANALYST', '{}'),
  ('MANAGER', '{}'),
  ('DIRECTOR', '{}'),
  ('ADMIN', '{audit.read,email.manage,user.manage,webhook.manage}');

alter table account drop constraint account_roles_check;

drop index account_of_staff;
create index account_of_role on account using gin (roles) where active;

-- Credit. Whoever gives out roles decides no request.
alter table role add constraint role_separates_duties
  check (not permissions @> '{credit-request.decide,user.manage}');

update role set permissions = permissions || '{credit-request.submit}' where code = 'APPLICANT';
update role set permissions = permissions
    || '{credit-request.decide,credit-request.read-all,dashboard.read,policy.read}'
  where code in ('ANALYST', 'MANAGER', 'DIRECTOR');
update role set permissions = permissions
    || '{bureau-record.write,credit-request.read-all,dashboard.read,policy.read}'
  where code = 'ADMIN';
