-- Row-level security for the last table that had none: the serving role sees and notes only the tenant of its transaction. The jobs of a
-- service need the list of all; they get it from a function that gives that and nothing else.

alter table known_tenant enable row level security, force row level security;

create policy tenant on known_tenant
  using (tenant = nullif(current_setting('app.tenant_id', true), '')::uuid);

create function known_tenants() returns setof uuid
  language sql stable security definer
  set search_path = ''
  as 'select tenant from ${schema}.known_tenant';
revoke all on function known_tenants() from public;
