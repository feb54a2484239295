-- The goods on hand by FIFO, oldest first: what is left of each arrival, and what that has cost.
alter table stock_level
  add column layers jsonb not null default '[]',
  -- The sum of the costs of the layers.
  add column fifo_value bigint not null default 0,
  -- How many arrivals there ever were: the age of the newest layer.
  add column arrivals bigint not null default 0,
  add constraint stock_level_fifo_value_check check (fifo_value >= 0 and (fifo_value = 0 or on_hand > 0));

-- The layers that a movement brought or took; null where they were not noted.
alter table stock_movement add column layers jsonb;

-- The owner fills the new columns for all tenants; row-level security stays enabled for everybody else.
alter table stock_level no force row level security;
alter table stock_movement no force row level security;
alter table stock_transfer no force row level security;

-- Until now the goods on hand were computed from the newest arrivals.
with arrival as (
  select level.tenant_id, level.location_id, level.variant_id, level.on_hand, movement.quantity, movement.cost,
         row_number() over place as age, count(*) over (partition by level.tenant_id, level.location_id, level.variant_id) as number,
         sum(movement.quantity) over (
           partition by level.tenant_id, level.location_id, level.variant_id
           order by movement.recorded_at desc, movement.id desc) - movement.quantity as newer
  from stock_level level
  join stock_movement movement
    on movement.tenant_id = level.tenant_id and movement.location_id = level.location_id and movement.variant_id = level.variant_id
  where movement.state = 'ON_HAND' and movement.quantity > 0 and not movement.before_count and level.on_hand > 0
  window place as (
    partition by level.tenant_id, level.location_id, level.variant_id order by movement.recorded_at, movement.id)),
layer as (
  select tenant_id, location_id, variant_id, age, number, quantity as of_quantity, cost as of_cost,
         least(quantity, on_hand - newer)::bigint as quantity,
         round(cost::numeric * least(quantity, on_hand - newer) / quantity)::bigint as cost
  from arrival where newer < on_hand),
level_layers as (
  select tenant_id, location_id, variant_id, max(number) as arrivals, sum(cost) as cost,
         jsonb_agg(
           jsonb_build_object('age', age, 'lastAge', age, 'quantity', quantity, 'cost', cost, 'ofQuantity', of_quantity, 'ofCost', of_cost)
           order by age) as layers
  from layer group by tenant_id, location_id, variant_id)
update stock_level level
set layers = known.layers, fifo_value = known.cost, arrivals = known.arrivals
from level_layers known
where level.tenant_id = known.tenant_id and level.location_id = known.location_id and level.variant_id = known.variant_id;

-- Goods in transit carried the average cost of their source; what is left of that is their one layer.
update stock_transfer transfer
set lines = (
  select jsonb_agg(
    line || jsonb_build_object('inTransit',
      case when transfer.status in ('SHIPPED', 'PARTIALLY_RECEIVED') and (line ->> 'arrived')::bigint < (line ->> 'quantity')::bigint
        then jsonb_build_array(jsonb_build_object(
          'age', 0,
          'lastAge', 0,
          'quantity', (line ->> 'quantity')::bigint - (line ->> 'arrived')::bigint,
          'cost', (line ->> 'cost')::bigint
            - round((line ->> 'cost')::numeric * (line ->> 'arrived')::bigint / (line ->> 'quantity')::bigint)::bigint,
          'ofQuantity', (line ->> 'quantity')::bigint,
          'ofCost', (line ->> 'cost')::bigint))
        else '[]' end)
    order by position)
  from jsonb_array_elements(transfer.lines) with ordinality as of_transfer (line, position));

alter table stock_level force row level security;
alter table stock_movement force row level security;
alter table stock_transfer force row level security;

-- It served the computation.
drop index stock_movement_layer_idx;
