-- Every table with a tenant: forced row-level security, and the serving role may use it. No tenant set means no rows and a failed
-- insert, never all rows. Only what is missing is done: a start beside a running process takes no lock.
do $$
declare
  t record;
begin
  for t in
    select c.oid, c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p')
  loop
    if not t.forced then
      execute format('alter table ${schema}.%I enable row level security, force row level security', t.name);
    end if;
    if not exists (select from pg_policy where polrelid = t.oid and polname = 'tenant') then
      execute format(
        'create policy tenant on ${schema}.%I using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', t.name);
    end if;
    if not has_table_privilege('${serviceRole}', t.oid, 'delete') then
      execute format('grant select, insert, update, delete on ${schema}.%I to "${serviceRole}"', t.name);
    end if;
  end loop;

  -- The tables of Flyway are not for the serving role.
  if not has_table_privilege('${serviceRole}', '${schema}.known_tenant', 'insert') then
    grant select, insert on ${schema}.known_tenant to "${serviceRole}";
  end if;
  if not has_function_privilege('${serviceRole}', '${schema}.known_tenants()', 'execute') then
    grant execute on function ${schema}.known_tenants() to "${serviceRole}";
  end if;
  -- A database may withhold functions from everybody. Functions that run as their owner are granted one by one.
  for t in
    select p.oid::regprocedure as signature from pg_proc p
    where p.pronamespace = '${schema}'::regnamespace and p.prokind = 'f' and not p.prosecdef
      and not has_function_privilege('${serviceRole}', p.oid, 'execute')
  loop
    execute format('grant execute on function %s to "${serviceRole}"', t.signature);
  end loop;

  -- The function known_tenants runs as its owner, to whom forced row-level security applies too. After a restored dump that may be another role.
  if not exists (
    select from pg_policy
    where polrelid = '${schema}.known_tenant'::regclass and polname = 'listing'
      and (select proowner from pg_proc where oid = '${schema}.known_tenants()'::regprocedure) = any (polroles))
  then
    drop policy if exists listing on ${schema}.known_tenant;
    execute format(
      'create policy listing on ${schema}.known_tenant for select to %I using (true)',
      (select pg_get_userbyid(proowner) from pg_proc where oid = '${schema}.known_tenants()'::regprocedure));
  end if;

  if not has_schema_privilege('${serviceRole}', '${schema}', 'usage') then
    grant usage on schema ${schema} to "${serviceRole}";
  end if;
end $$;
