-- The returns that are taken off the figures of purchases, so that none is taken off twice.
create table purchase_return (
  tenant_id uuid not null,
  return_id uuid not null,
  constraint purchase_return_pkey primary key (tenant_id, return_id)
);
