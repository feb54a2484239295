-- The function tenants_of_activation_code runs as its owner, to whom forced row-level security applies too. After a restored dump that may be
-- another role.
do $$
declare
  owner constant name := (
    select pg_get_userbyid(proowner) from pg_proc
    where oid = '${schema}.tenants_of_activation_code(bytea[], timestamptz)'::regprocedure);
begin
  if not has_function_privilege('${serviceRole}', '${schema}.tenants_of_activation_code(bytea[], timestamptz)', 'execute') then
    grant execute on function ${schema}.tenants_of_activation_code(bytea[], timestamptz) to "${serviceRole}";
  end if;
  if not exists (
    select from pg_policy
    where polrelid = '${schema}.activation_code'::regclass and polname = 'finding'
      and (select oid from pg_roles where rolname = owner) = any (polroles))
  then
    drop policy if exists finding on ${schema}.activation_code;
    execute format('create policy finding on ${schema}.activation_code for select to %I using (true)', owner);
  end if;
end $$;
