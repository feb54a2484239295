-- Numbers of documents: one after the other for each kind and day.
create table document_counter (
  tenant_id   uuid    not null,
  series      text    not null,
  day         date    not null,
  last_number integer not null,
  constraint document_counter_pkey primary key (tenant_id, series, day)
);

create table stock_transfer (
  tenant_id        uuid        not null,
  id               uuid        not null,
  version          integer     not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  -- What the client asked for when it gave the id itself: the same request again is the same transfer.
  creation_hash    text,
  number           text        not null,
  from_location_id uuid        not null,
  to_location_id   uuid        not null,
  status           text        not null,
  -- Read and written whole with their transfer.
  lines            jsonb       not null,
  notes            text        not null,
  shipped_at       timestamptz,
  received_at      timestamptz,
  cancelled_at     timestamptz,
  constraint stock_transfer_pkey primary key (tenant_id, id),
  constraint stock_transfer_number_key unique (tenant_id, number),
  constraint stock_transfer_from_fkey foreign key (tenant_id, from_location_id) references location (tenant_id, id),
  constraint stock_transfer_to_fkey foreign key (tenant_id, to_location_id) references location (tenant_id, id),
  constraint stock_transfer_places_check check (from_location_id <> to_location_id),
  constraint stock_transfer_status_check check (status in ('DRAFT', 'SHIPPED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'))
);
create index stock_transfer_from_idx on stock_transfer (tenant_id, from_location_id, id);
create index stock_transfer_to_idx on stock_transfer (tenant_id, to_location_id, id);
create index stock_transfer_status_idx on stock_transfer (tenant_id, status, id);

create table supplier (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deleted_at     timestamptz,
  name           text        not null,
  contact_name   text        not null,
  email          text        not null,
  phone          text        not null,
  address        text        not null,
  lead_time_days integer     not null,
  notes          text        not null,
  constraint supplier_pkey primary key (tenant_id, id)
);

create table purchase_order (
  tenant_id     uuid        not null,
  id            uuid        not null,
  version       integer     not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  -- What the client asked for when it gave the id itself: the same request again is the same purchase order.
  creation_hash text,
  number        text        not null,
  supplier_id   uuid        not null,
  location_id   uuid        not null,
  status        text        not null,
  currency      text        not null,
  -- Read and written whole with their purchase order.
  lines         jsonb       not null,
  notes         text        not null,
  expected_at   timestamptz,
  ordered_at    timestamptz,
  received_at   timestamptz,
  cancelled_at  timestamptz,
  constraint purchase_order_pkey primary key (tenant_id, id),
  constraint purchase_order_number_key unique (tenant_id, number),
  constraint purchase_order_supplier_fkey foreign key (tenant_id, supplier_id) references supplier (tenant_id, id),
  constraint purchase_order_location_fkey foreign key (tenant_id, location_id) references location (tenant_id, id),
  constraint purchase_order_status_check check (status in ('DRAFT', 'ORDERED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'))
);
create index purchase_order_supplier_idx on purchase_order (tenant_id, supplier_id, id);
create index purchase_order_location_idx on purchase_order (tenant_id, location_id, id);
create index purchase_order_status_idx on purchase_order (tenant_id, status, id);
