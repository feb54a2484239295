create table location (
  tenant_id                   uuid        not null,
  id                          uuid        not null,
  version                     integer     not null,
  created_at                  timestamptz not null,
  updated_at                  timestamptz not null,
  deleted_at                  timestamptz,
  code                        text        not null,
  name                        text        not null,
  kind                        text        not null,
  time_zone                   text        not null,
  business_day_cutoff_minutes integer     not null,
  allow_negative_stock        boolean     not null,
  address                     text        not null,
  -- Minor units; 0 does not round.
  cash_rounding_step          bigint      not null,
  cash_rounding_mode          text        not null,
  currency                    text        not null,
  constraint location_pkey primary key (tenant_id, id)
);
create unique index location_code_key on location (tenant_id, code) where deleted_at is null;

-- The sum of the ledger, for each place at which a variant ever was. Its key is the place: who makes a row that another is just making
-- learns it at once, and does its work again.
create table stock_level (
  tenant_id        uuid        not null,
  location_id      uuid        not null,
  variant_id       uuid        not null,
  id               uuid        not null,
  version          integer     not null,
  updated_at       timestamptz not null,
  on_hand          bigint      not null,
  reserved         bigint      not null,
  in_transit       bigint      not null,
  damaged          bigint      not null,
  -- What the goods on hand have cost, in minor units of the location's currency; 0 where there are none.
  value            bigint      not null,
  -- The last value and quantity above 0: what a unit cost when there was one.
  last_value       bigint      not null,
  last_quantity    bigint      not null,
  reorder_point    bigint,
  reorder_quantity bigint      not null,
  counted_at       timestamptz,
  low              boolean     not null generated always as (reorder_point is not null and on_hand - reserved <= reorder_point) stored,
  constraint stock_level_pkey primary key (tenant_id, location_id, variant_id),
  constraint stock_level_id_key unique (tenant_id, id),
  constraint stock_level_location_fkey foreign key (tenant_id, location_id) references location (tenant_id, id),
  constraint stock_level_reserved_check check (reserved >= 0),
  constraint stock_level_in_transit_check check (in_transit >= 0),
  constraint stock_level_damaged_check check (damaged >= 0),
  constraint stock_level_value_check check (value >= 0 and (value = 0 or on_hand > 0))
);
create index stock_level_location_idx on stock_level (tenant_id, location_id, id);
create index stock_level_variant_idx on stock_level (tenant_id, variant_id, location_id);
-- For who asks what has changed.
create index stock_level_updated_at_idx on stock_level (tenant_id, updated_at, id);
create index stock_level_low_idx on stock_level (tenant_id, id) where low;

-- The ledger. Rows are never changed.
create table stock_movement (
  tenant_id       uuid        not null,
  id              uuid        not null,
  location_id     uuid        not null,
  variant_id      uuid        not null,
  state           text        not null,
  type            text        not null,
  quantity        bigint      not null,
  quantity_before bigint      not null,
  quantity_after  bigint      not null,
  -- By how much it changed what the goods on hand have cost.
  value           bigint      not null,
  -- What goods that came in have cost, all of them; 0 for others.
  cost            bigint      not null,
  currency        text        not null,
  flagged         boolean     not null,
  -- Whether a count knew of it already: then it, and the movement that undoes it, change nothing.
  before_count    boolean     not null,
  reason          text        not null,
  notes           text        not null,
  reference_type  text        not null,
  reference_id    uuid,
  occurred_at     timestamptz not null,
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  constraint stock_movement_pkey primary key (tenant_id, id),
  constraint stock_movement_sum_check check (quantity_after = quantity_before + quantity)
);
create index stock_movement_recorded_at_idx on stock_movement (tenant_id, recorded_at, id);
create index stock_movement_location_idx on stock_movement (tenant_id, location_id, recorded_at, id);
create index stock_movement_variant_idx on stock_movement (tenant_id, variant_id, recorded_at, id);
create index stock_movement_type_idx on stock_movement (tenant_id, type, recorded_at, id);
create index stock_movement_reference_idx on stock_movement (tenant_id, reference_id, recorded_at, id) where reference_id is not null;
-- What came in, newest first: the layers of FIFO.
create index stock_movement_layer_idx on stock_movement (tenant_id, location_id, variant_id, recorded_at desc, id desc)
  where state = 'ON_HAND' and quantity > 0 and not before_count;

-- What was done under an id that the client made: an adjustment, a delivery. The same again changes nothing.
create table stock_batch (
  tenant_id    uuid        not null,
  kind         text        not null,
  id           uuid        not null,
  request_hash text        not null,
  created_at   timestamptz not null,
  constraint stock_batch_pkey primary key (tenant_id, kind, id)
);

create table stock_reservation (
  tenant_id   uuid        not null,
  -- What it is for, and its id.
  reference   uuid        not null,
  -- Null where only an attempt that may still come is refused.
  location_id uuid,
  -- What is promised: the variants, and in the same order how much of each.
  variant_ids uuid[]      not null,
  quantities  bigint[]    not null,
  status      text        not null,
  revision    bigint      not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint stock_reservation_pkey primary key (tenant_id, reference),
  constraint stock_reservation_status_check check (status in ('ACTIVE', 'COMMITTED', 'RELEASED', 'EXPIRED')),
  constraint stock_reservation_active_check check (status <> 'ACTIVE' or location_id is not null)
);
create index stock_reservation_expires_at_idx on stock_reservation (tenant_id, expires_at) where status = 'ACTIVE';
