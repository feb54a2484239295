create table sales_order (
  tenant_id           uuid        not null,
  id                  uuid        not null,
  version             integer     not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  -- What the client asked for when it gave the id itself: the same request again is the same order.
  creation_hash       text,
  -- Counts the changes of what belongs to the order, so that its version counts them too.
  edits               integer     not null,
  status              text        not null,
  order_type          text        not null,
  location_id         uuid,
  register_id         uuid,
  customer_id         uuid,
  employee_id         uuid,
  table_label         text        not null,
  notes               text        not null,
  external_reference  text        not null,
  currency            text        not null,
  -- Snapshots, read and written whole with their order.
  discounts           jsonb       not null,
  service_charges     jsonb       not null,
  taxes               jsonb       not null,
  subtotal            bigint      not null,
  discount_total      bigint      not null,
  service_total       bigint      not null,
  tax_total           bigint      not null,
  inclusive_tax_total bigint      not null,
  total               bigint      not null,
  receipt_number      text,
  business_date       date,
  void_reason         text        not null,
  finalized_at        timestamptz,
  completed_at        timestamptz,
  voided_at           timestamptz,
  constraint sales_order_pkey primary key (tenant_id, id),
  constraint sales_order_receipt_number_key unique (tenant_id, receipt_number),
  constraint sales_order_status_check check (status in ('DRAFT', 'OPEN', 'COMPLETED', 'VOIDED')),
  constraint sales_order_completed_check check ((status = 'COMPLETED') = (receipt_number is not null)),
  constraint sales_order_total_check check (total = subtotal - discount_total + service_total + tax_total and total >= 0)
);
create index sales_order_status_idx on sales_order (tenant_id, status, id);
create index sales_order_location_idx on sales_order (tenant_id, location_id, id);
create index sales_order_customer_idx on sales_order (tenant_id, customer_id, id);
create index sales_order_created_at_idx on sales_order (tenant_id, created_at, id);

create table order_item (
  tenant_id     uuid        not null,
  id            uuid        not null,
  version       integer     not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  order_id      uuid        not null,
  line_number   integer     not null,
  product_id    uuid,
  variant_id    uuid,
  product_name  text        not null,
  variant_name  text        not null,
  sku           text        not null,
  quantity      bigint      not null,
  unit_decimals integer     not null,
  unit_price    bigint      not null,
  modifiers     jsonb       not null,
  notes         text        not null,
  gross         bigint      not null,
  discount      bigint      not null,
  service       bigint      not null,
  tax           bigint      not null,
  total         bigint      not null,
  taxes         jsonb       not null,
  constraint order_item_pkey primary key (tenant_id, id),
  constraint order_item_order_fkey foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
  constraint order_item_quantity_check check (quantity > 0),
  constraint order_item_total_check check (total = gross - discount + service + tax and total >= 0)
);
create index order_item_order_idx on order_item (tenant_id, order_id);

create table order_payment (
  tenant_id        uuid        not null,
  id               uuid        not null,
  version          integer     not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  order_id         uuid        not null,
  payment_type     text        not null,
  status           text        not null,
  requested_amount bigint      not null,
  amount           bigint      not null,
  tendered         bigint      not null,
  change           bigint      not null,
  tip              bigint      not null,
  reference        text        not null,
  void_reason      text        not null,
  voided_at        timestamptz,
  constraint order_payment_pkey primary key (tenant_id, id),
  constraint order_payment_order_fkey foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
  constraint order_payment_amount_check check (amount > 0 and tip >= 0 and change >= 0 and tendered = amount + tip + change)
);
create index order_payment_order_idx on order_payment (tenant_id, order_id);

-- The last receipt number of each series and day. It is raised in the transaction that completes the order: what is rolled back leaves no gap.
create table receipt_counter (
  tenant_id     uuid    not null,
  series        text    not null,
  business_date date    not null,
  last_number   integer not null,
  constraint receipt_counter_pkey primary key (tenant_id, series, business_date)
);

create table sales_setting (
  tenant_id                   uuid        not null,
  id                          uuid        not null,
  version                     integer     not null,
  created_at                  timestamptz not null,
  updated_at                  timestamptz not null,
  currency                    text        not null,
  time_zone                   text        not null,
  business_day_cutoff_minutes integer     not null,
  discount_limit_ppm          bigint      not null,
  rounding_increment          bigint      not null,
  shop_name                   text        not null,
  receipt_footer              text        not null,
  language                    text        not null,
  constraint sales_setting_pkey primary key (tenant_id, id)
);
