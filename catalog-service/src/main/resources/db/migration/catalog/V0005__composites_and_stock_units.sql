-- What the stock of a variant is counted in, where that is not its unit: a bottle sold by the piece, counted by the millilitre.
alter table variant
  add column stock_unit text,
  add column stock_quantity bigint not null default 0, -- one whole unit, in the smallest step of stock_unit
  add constraint variant_stock_unit_check check ((stock_unit is null) = (stock_quantity = 0) and stock_quantity >= 0);

-- What one whole of a composite variant is made of. That nothing is made of itself, through any number of levels, is seen to by whoever
-- writes here, one at a time for each tenant (Recipes). The rows of a deleted composite stay: it may be restored.
create table variant_component (
  tenant_id    uuid    not null,
  variant_id   uuid    not null,
  component_id uuid    not null,
  quantity     bigint  not null, -- in the smallest step of what the component's stock is counted in
  sort_order   integer not null,
  constraint variant_component_pkey primary key (tenant_id, variant_id, component_id),
  constraint variant_component_variant_fkey foreign key (tenant_id, variant_id) references variant (tenant_id, id),
  constraint variant_component_component_fkey foreign key (tenant_id, component_id) references variant (tenant_id, id),
  constraint variant_component_quantity_check check (quantity > 0),
  constraint variant_component_itself_check check (variant_id <> component_id)
);
create index variant_component_component_idx on variant_component (tenant_id, component_id, variant_id);
