-- The serving role neither reads the list of order numbers nor writes for another tenant: it may ask whose one number is, and claim a number for
-- the tenant of its transaction. Both functions run with the rights of the owner.
create function claim_gateway_order(text, uuid) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp
  as $$
    with claimed as (
      insert into ${schema}.gateway_order (gateway_order_id, tenant, transaction_id)
      values ($1, nullif(current_setting('app.tenant_id', true), '')::uuid, $2)
      on conflict (gateway_order_id) do nothing
      returning 1)
    select exists (select from claimed)
  $$;

create function owner_of_gateway_order(text) returns table (tenant uuid, transaction_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select known.tenant, known.transaction_id from ${schema}.gateway_order known where known.gateway_order_id = $1
  $$;

revoke all on function claim_gateway_order(text, uuid), owner_of_gateway_order(text) from public;
