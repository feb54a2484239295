-- By how much a movement changed the value by FIFO, which lists read instead of its layers; null where they were not noted.
alter table stock_movement add column fifo_value bigint;

-- The owner fills it for all tenants; row-level security stays enabled for everybody else.
alter table stock_movement no force row level security;

update stock_movement
set fifo_value = case when quantity < 0 then -1 else 1 end * (select coalesce(sum((layer ->> 'cost')::bigint), 0) from jsonb_array_elements(layers) layer)
where layers is not null;

alter table stock_movement force row level security;
