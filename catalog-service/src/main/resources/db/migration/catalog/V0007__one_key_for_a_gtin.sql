-- A code is stored as what it is compared by: a GTIN (8, 12, 13 or 14 digits, the last of which checks the others) in 14 digits, any other
-- as it is. Where two had forms of one GTIN, the longer one has it, else the older; the other keeps its own form.

-- The owner, too, is bound by row-level security where it is forced; then this would find no rows.
alter table barcode no force row level security;

with gtin as (
  select tenant_id, code, lpad(code, 14, '0') as key,
    row_number() over (partition by tenant_id, lpad(code, 14, '0') order by length(code) desc, product_id, variant_id nulls first) as place
  from barcode
  where case when code ~ '^([0-9]{8}|[0-9]{12,14})$' then (
    select sum(substr(lpad(code, 14, '0'), n, 1)::int * case n % 2 when 1 then 3 else 1 end) % 10 = 0
    from generate_series(1, 14) n)
  else false end)
update barcode set code = gtin.key
from gtin
where barcode.tenant_id = gtin.tenant_id and barcode.code = gtin.code and gtin.place = 1 and barcode.code <> gtin.key;

alter table barcode force row level security;
