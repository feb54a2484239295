-- The returns that are counted in sales_day, so that none counts twice.
create table counted_return (
  tenant_id uuid not null,
  return_id uuid not null,
  constraint counted_return_pkey primary key (tenant_id, return_id)
);
