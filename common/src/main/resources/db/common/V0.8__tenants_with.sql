-- The tenants among these for which a question finds a row; $1 in it is the tenant, and $2 the time. The question is a constant of a job,
-- and is asked as the serving role and for one tenant at a time, so row-level security holds; at the end the transaction is its own
-- tenant's again.
create function tenants_with(tenants uuid[], question text, moment timestamptz)
returns setof uuid
language plpgsql
as $$
declare
  own_tenant constant text := coalesce(current_setting('app.tenant_id', true), '');
  tenant uuid;
  answer boolean;
begin
  foreach tenant in array tenants loop
    perform set_config('app.tenant_id', tenant::text, true);
    execute 'select exists (' || question || ')' into answer using tenant, moment;
    if answer then
      return next tenant;
    end if;
  end loop;
  perform set_config('app.tenant_id', own_tenant, true);
end
$$;
