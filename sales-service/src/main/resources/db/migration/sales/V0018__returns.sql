-- Goods of completed orders that came back. Their lines and refunds are in the row: a return is read and stored as a whole.
create table order_return (
  tenant_id           uuid        not null,
  id                  uuid        not null,
  version             integer     not null,
  created_at          timestamptz not null,
  creation_hash       text,
  order_id            uuid        not null,
  status              text        not null,
  return_number       text        not null,
  business_date       date        not null,
  location_id         uuid,
  shift_id            uuid,
  customer_id         uuid,
  currency            text        not null,
  notes               text        not null,
  -- Empty unless the whole sale was taken back.
  void_reason         text        not null,
  lines               jsonb       not null,
  refunds             jsonb       not null,
  total               bigint      not null,
  restocking_fee      bigint      not null,
  completed_at        timestamptz,
  constraint order_return_pkey primary key (tenant_id, id),
  constraint order_return_number_key unique (tenant_id, return_number),
  constraint order_return_order_fkey foreign key (tenant_id, order_id) references sales_order (tenant_id, id),
  constraint order_return_status_check check (status in ('REFUNDING', 'COMPLETED') and (status = 'COMPLETED') = (completed_at is not null)),
  constraint order_return_total_check check (total >= 0 and restocking_fee between 0 and total)
);
create index order_return_order_idx on order_return (tenant_id, order_id, created_at, id);
create index order_return_created_at_idx on order_return (tenant_id, created_at, id);
create index order_return_location_idx on order_return (tenant_id, location_id, created_at, id) where location_id is not null;
create index order_return_shift_idx on order_return (tenant_id, shift_id) where shift_id is not null;
-- The few returns with refunds to try again are found without reading the others.
create index order_return_refunding_idx on order_return (tenant_id, created_at) where status = 'REFUNDING';
