-- A customer who was merged or anonymised, until its orders are looked at once more: a call that had asked for it before may have stored
-- an order after that. The row has nothing that tells who the customer was.
create table departed_customer (
  tenant_id       uuid        not null,
  customer_id     uuid        not null,
  customer_number text        not null,
  -- The customer who has its orders; null where it was not merged.
  merged_into     uuid,
  anonymized      boolean     not null,
  look_again_at   timestamptz not null,
  constraint departed_customer_pkey primary key (tenant_id, customer_id)
);
