-- The number of the last event of a tenant, in one round trip without a transaction around it: it says whether what a process remembers of
-- the tenant is still as it was. Everything happens as the serving role, so row-level security holds.
create function feed_number(tenant uuid) returns bigint
language plpgsql
as $$
begin
  perform set_config('app.tenant_id', tenant::text, true);
  return coalesce((select last from ${schema}.feed_counter where tenant_id = tenant), 0);
end
$$;
