-- Coupons that are made together, each with a random code.
create table coupon_batch (
  tenant_id             uuid        not null,
  id                    uuid        not null,
  version               integer     not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  promotion_id          uuid        not null,
  wanted                integer     not null,
  made                  integer     not null,
  prefix                text        not null,
  length                integer     not null,
  alphabet              text        not null,
  max_uses              bigint      not null,
  max_uses_per_customer bigint      not null,
  starts_at             timestamptz,
  ends_at               timestamptz,
  constraint coupon_batch_pkey primary key (tenant_id, id),
  constraint coupon_batch_promotion_fkey foreign key (tenant_id, promotion_id) references promotion (tenant_id, id),
  constraint coupon_batch_made_check check (made between 0 and wanted)
);
create index coupon_batch_running_idx on coupon_batch (tenant_id, id) where made < wanted;

create table coupon (
  tenant_id             uuid        not null,
  id                    uuid        not null,
  version               integer     not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  promotion_id          uuid        not null,
  -- As it was created.
  code                  text        not null,
  -- Its letters and digits, as capitals.
  code_key              text        not null,
  -- 0 for no limit.
  max_uses              bigint      not null,
  max_uses_per_customer bigint      not null,
  starts_at             timestamptz,
  ends_at               timestamptz,
  customer_id           uuid,
  batch_id              uuid,
  disabled_at           timestamptz,
  constraint coupon_pkey primary key (tenant_id, id),
  constraint coupon_code_key unique (tenant_id, code_key),
  constraint coupon_promotion_fkey foreign key (tenant_id, promotion_id) references promotion (tenant_id, id),
  constraint coupon_batch_fkey foreign key (tenant_id, batch_id) references coupon_batch (tenant_id, id)
);
create index coupon_promotion_idx on coupon (tenant_id, promotion_id, id);
create index coupon_batch_idx on coupon (tenant_id, batch_id, id) where batch_id is not null;
create index coupon_customer_idx on coupon (tenant_id, customer_id, id) where customer_id is not null;

-- The coupons with these keys and their promotions, in one round trip without a transaction around it. Everything happens as the serving
-- role, so row-level security holds.
create function coupons_of(tenant uuid, keys text[])
returns table (
  id uuid, promotion_id uuid, code text, code_key text, max_uses bigint, max_uses_per_customer bigint, starts_at timestamptz,
  ends_at timestamptz, customer_id uuid, disabled_at timestamptz, promotion_version integer, receipt_text text, rules jsonb)
language plpgsql
as $$
#variable_conflict use_column
begin
  perform set_config('app.tenant_id', tenant::text, true);
  return query
    select coupon.id, coupon.promotion_id, coupon.code, coupon.code_key, coupon.max_uses, coupon.max_uses_per_customer, coupon.starts_at,
      coupon.ends_at, coupon.customer_id, coupon.disabled_at, promotion.version,
      coalesce(nullif(promotion.receipt_text, ''), promotion.name), promotion.rules
    from ${schema}.coupon
    join ${schema}.promotion on promotion.tenant_id = tenant and promotion.id = coupon.promotion_id
    where coupon.tenant_id = tenant and coupon.code_key = any (keys);
end
$$;
