create table price (
  tenant_id    uuid        not null,
  id           uuid        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  deleted_at   timestamptz,
  variant_id   uuid        not null,
  amount       bigint      not null,
  currency     text        not null,
  location_id  uuid,
  starts_at    timestamptz,
  ends_at      timestamptz,
  min_quantity bigint      not null,
  constraint price_pkey primary key (tenant_id, id),
  constraint price_variant_fkey foreign key (tenant_id, variant_id) references variant (tenant_id, id),
  constraint price_amount_check check (amount > 0),
  constraint price_min_quantity_check check (min_quantity >= 0),
  constraint price_dates_check check (starts_at < ends_at)
);
-- One price for each scope; an older one of the same scope is deleted, and stays as history.
create unique index price_scope_key on price (tenant_id, variant_id, currency, location_id, starts_at, ends_at, min_quantity)
  nulls not distinct where deleted_at is null;
create index price_variant_idx on price (tenant_id, variant_id, id);
create index price_location_idx on price (tenant_id, location_id, id) where location_id is not null;

create table tax_rule (
  tenant_id            uuid        not null,
  id                   uuid        not null,
  version              integer     not null,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  deleted_at           timestamptz,
  name                 text        not null,
  rate_ppm             bigint,
  amount               bigint, -- for each whole unit sold
  currency             text,
  inclusive            boolean     not null,
  include_in_base      boolean     not null,
  ignore_earlier_taxes boolean     not null,
  priority             integer     not null,
  applies_to_all       boolean     not null,
  category_ids         uuid[]      not null,
  product_ids          uuid[]      not null,
  location_ids         uuid[]      not null,
  active               boolean     not null,
  constraint tax_rule_pkey primary key (tenant_id, id),
  constraint tax_rule_measure_check check ((rate_ppm is null) <> (amount is null) and (amount is null) = (currency is null)),
  constraint tax_rule_positive_check check (rate_ppm >= 0 or amount >= 0)
);
create index tax_rule_in_force_idx on tax_rule (tenant_id, priority, id) where deleted_at is null and active;

create table service_charge (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deleted_at     timestamptz,
  name           text        not null,
  rate_ppm       bigint,
  amount         bigint, -- for each order that bears it
  currency       text,
  taxable        boolean     not null,
  inclusive      boolean     not null,
  applies_to_all boolean     not null,
  category_ids   uuid[]      not null,
  product_ids    uuid[]      not null,
  location_ids   uuid[]      not null,
  order_types    text[]      not null,
  active         boolean     not null,
  constraint service_charge_pkey primary key (tenant_id, id),
  constraint service_charge_measure_check check ((rate_ppm is null) <> (amount is null) and (amount is null) = (currency is null)),
  constraint service_charge_positive_check check (rate_ppm >= 0 or amount >= 0)
);
create index service_charge_in_force_idx on service_charge (tenant_id, id) where deleted_at is null and active;
