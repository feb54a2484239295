-- The completed orders that are counted in sales_day, so that none counts twice.
create table counted_order (
  tenant_id uuid not null,
  order_id  uuid not null,
  constraint counted_order_pkey primary key (tenant_id, order_id)
);

-- The sales of an employee on a business date. Orders without a location have the id of zeros.
create table sales_day (
  tenant_id     uuid   not null,
  employee_id   uuid   not null,
  business_date date   not null,
  location_id   uuid   not null,
  currency      text   not null,
  orders        bigint not null,
  items         bigint not null,
  net           bigint not null,
  discounts     bigint not null,
  refunds       bigint not null,
  constraint sales_day_pkey primary key (tenant_id, employee_id, business_date, location_id, currency)
);
create index sales_day_business_date_idx on sales_day (tenant_id, business_date);
