-- How often a promotion or coupon is used: reserved uses count. The scope says of which uses it is the number: '' of all,
-- 'day:2026-01-15', 'customer:' and an id, 'amount:IDR' of what orders in a currency got.
create table use_counter (
  tenant_id uuid   not null,
  owner_id  uuid   not null,
  scope     text   not null,
  uses      bigint not null,
  amount    bigint not null,
  constraint use_counter_pkey primary key (tenant_id, owner_id, scope),
  constraint use_counter_uses_check check (uses >= 0),
  constraint use_counter_amount_check check (amount >= 0)
);

-- The uses that an order reserves, or the record that attempts to reserve some are refused from now on.
create table usage_reservation (
  tenant_id     uuid        not null,
  order_id      uuid        not null,
  customer_id   uuid,
  currency      text        not null,
  -- The day to which the uses count.
  day           date        not null,
  promotion_ids uuid[]      not null,
  -- For each promotion its version, the coupon that made it apply, and what it takes off.
  versions      integer[]   not null,
  coupon_ids    uuid[]      not null,
  amounts       bigint[]    not null,
  status        text        not null,
  revision      bigint      not null,
  -- Null for never.
  expires_at    timestamptz,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  constraint usage_reservation_pkey primary key (tenant_id, order_id)
);
create index usage_reservation_expires_at_idx on usage_reservation (tenant_id, expires_at) where status = 'RESERVED';

-- The completed orders that used a promotion.
create table completed_use (
  tenant_id    uuid   not null,
  promotion_id uuid   not null,
  currency     text   not null,
  orders       bigint not null,
  amount       bigint not null,
  revenue      bigint not null,
  constraint completed_use_pkey primary key (tenant_id, promotion_id, currency)
);

-- Counters, and beside each the reservation of an order where that counts, in one round trip without a transaction around it. Everything
-- happens as the serving role, so row-level security holds.
create function counters_of(tenant uuid, owners uuid[], scopes text[], order_id uuid)
returns table (owner_id uuid, scope text, uses bigint, amount bigint, reservation ${schema}.usage_reservation)
language plpgsql
as $$
#variable_conflict use_column
begin
  perform set_config('app.tenant_id', tenant::text, true);
  return query
    select wanted.owner_id, wanted.scope, coalesce(counter.uses, 0), coalesce(counter.amount, 0), own
    from unnest(owners, scopes) wanted (owner_id, scope)
    left join ${schema}.use_counter counter
      on counter.tenant_id = tenant and counter.owner_id = wanted.owner_id and counter.scope = wanted.scope
    left join ${schema}.usage_reservation own
      on own.tenant_id = tenant and own.order_id = counters_of.order_id and own.status in ('RESERVED', 'USED');
end
$$;
