-- The application works under a role that may do no more than it must. Whoever owns the database
-- makes the role and may put it on; it can't log in by itself.
--
-- Roles belong to the whole server, so another database may have made it, even at this moment.
do $$
begin
  create role countersign_application nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;

grant countersign_application to current_user;
