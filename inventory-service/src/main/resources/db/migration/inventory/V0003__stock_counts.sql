create table stock_count (
  tenant_id    uuid        not null,
  id           uuid        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  location_id  uuid        not null,
  status       text        not null,
  scope        text        not null,
  -- What is to be counted, where the scope is LISTED.
  variant_ids  uuid[]      not null,
  blind        boolean     not null,
  notes        text        not null,
  -- How many lines it has; 0 until it is finalized.
  line_count   integer     not null,
  finalized_at timestamptz,
  expires_at   timestamptz not null,
  constraint stock_count_pkey primary key (tenant_id, id),
  constraint stock_count_location_fkey foreign key (tenant_id, location_id) references location (tenant_id, id),
  constraint stock_count_status_check check (status in ('OPEN', 'FINALIZED', 'CANCELLED', 'EXPIRED')),
  constraint stock_count_finalized_check check ((status = 'FINALIZED') = (finalized_at is not null))
);
create index stock_count_location_idx on stock_count (tenant_id, location_id, id);
create index stock_count_status_idx on stock_count (tenant_id, status, id);
create index stock_count_expires_at_idx on stock_count (tenant_id, expires_at) where status = 'OPEN';

-- What somebody has handed in at once. Each is one row, so that nobody who counts waits for another.
create table stock_count_part (
  tenant_id    uuid        not null,
  count_id     uuid        not null,
  id           uuid        not null,
  -- Of the request that it came with: the same again changes nothing.
  request_hash text        not null,
  -- What was found: the variants, and in the same order how much of each.
  variant_ids  uuid[]      not null,
  quantities   bigint[]    not null,
  counted_at   timestamptz not null,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  constraint stock_count_part_pkey primary key (tenant_id, count_id, id),
  constraint stock_count_part_count_fkey foreign key (tenant_id, count_id) references stock_count (tenant_id, id)
);

-- What a count that is finalized has found. Rows are never changed.
create table stock_count_line (
  tenant_id  uuid        not null,
  count_id   uuid        not null,
  variant_id uuid        not null,
  counted    bigint      not null,
  expected   bigint      not null,
  -- What the variance has cost, in minor units of the location's currency.
  value      bigint      not null,
  counted_at timestamptz not null,
  constraint stock_count_line_pkey primary key (tenant_id, count_id, variant_id),
  constraint stock_count_line_count_fkey foreign key (tenant_id, count_id) references stock_count (tenant_id, id)
);

-- What has happened to a level since a moment.
create index stock_movement_occurred_at_idx on stock_movement (tenant_id, location_id, variant_id, occurred_at) where state = 'ON_HAND';
