create table modifier_group (
  tenant_id  uuid        not null,
  id         uuid        not null,
  version    integer     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  name       text        not null,
  min_select integer     not null,
  max_select integer     not null,
  sort_order integer     not null,
  constraint modifier_group_pkey primary key (tenant_id, id),
  constraint modifier_group_select_check check (min_select >= 0 and (max_select = 0 or max_select >= min_select))
);

create table modifier (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  deleted_at     timestamptz,
  group_id       uuid        not null,
  name           text        not null,
  price_amount   bigint,
  price_currency text,
  sort_order     integer     not null,
  active         boolean     not null,
  constraint modifier_pkey primary key (tenant_id, id),
  constraint modifier_group_fkey foreign key (tenant_id, group_id) references modifier_group (tenant_id, id)
);
create index modifier_group_idx on modifier (tenant_id, group_id, id);

create table product_modifier_group (
  tenant_id         uuid    not null,
  product_id        uuid    not null,
  modifier_group_id uuid    not null,
  sort_order        integer not null,
  constraint product_modifier_group_pkey primary key (tenant_id, product_id, modifier_group_id),
  constraint product_modifier_group_product_fkey foreign key (tenant_id, product_id) references product (tenant_id, id),
  constraint product_modifier_group_group_fkey foreign key (tenant_id, modifier_group_id) references modifier_group (tenant_id, id)
);
create index product_modifier_group_group_idx on product_modifier_group (tenant_id, modifier_group_id);
