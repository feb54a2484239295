-- The functions that find a tenant for those who have not said one yet, whatever a dump or another name of a role has left of their rights.
-- They run as their owner, to whom forced row-level security applies too; a policy lets it, and nobody else, read these two tables.
do $$
declare
  owner constant name := (select pg_get_userbyid(proowner) from pg_proc where oid = '${schema}.employees_to_sign_in(text)'::regprocedure);
  owner_oid constant oid := (select proowner from pg_proc where oid = '${schema}.employees_to_sign_in(text)'::regprocedure);
  t text;
begin
  if not has_function_privilege('${serviceRole}', '${schema}.employees_to_sign_in(text)', 'execute')
      or not has_function_privilege('${serviceRole}', '${schema}.tenant_of_api_key(bytea)', 'execute') then
    grant execute on function ${schema}.employees_to_sign_in(text), ${schema}.tenant_of_api_key(bytea) to "${serviceRole}";
  end if;
  foreach t in array array['employee', 'api_key'] loop
    if not exists (
      select from pg_policy
      where polrelid = ('${schema}.' || t)::regclass and polname = 'sign_in' and owner_oid = any (polroles))
    then
      execute format('drop policy if exists sign_in on ${schema}.%I', t);
      execute format('create policy sign_in on ${schema}.%I for select to %I using (true)', t, owner);
    end if;
  end loop;
end $$;
