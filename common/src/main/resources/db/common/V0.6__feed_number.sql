-- The number of the last event of a tenant, in one round trip without a transaction around it: it says whether what a process remembers of
-- the tenant is still as it was. After a failover another server answers, which may have lost what was committed last: its start tells.
-- Everything happens as the serving role, so row-level security holds.
create function feed_number(tenant uuid, out last bigint, out server_started_at timestamptz)
language plpgsql
as $$
begin
  perform set_config('app.tenant_id', tenant::text, true);
  last := coalesce((select counter.last from ${schema}.feed_counter counter where counter.tenant_id = tenant), 0);
  server_started_at := pg_postmaster_start_time();
end
$$;
