create table category (
  tenant_id  uuid        not null,
  id         uuid        not null,
  version    integer     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  name       text        not null,
  sort_order integer     not null,
  parent_id  uuid,
  color      text        not null,
  constraint category_pkey primary key (tenant_id, id),
  constraint category_parent_fkey foreign key (tenant_id, parent_id) references category (tenant_id, id)
);
create index category_parent_idx on category (tenant_id, parent_id, id);

-- One row for each resource: when it last changed. A reader that comes back with its cursor gets everything that has changed since, once,
-- as it is now; nothing ever has to be swept.
create table catalog_change (
  tenant_id     uuid not null,
  resource_type text not null,
  resource_id   uuid not null,
  xid           xid8 not null default pg_current_xact_id(),
  constraint catalog_change_pkey primary key (tenant_id, resource_type, resource_id)
);
create index catalog_change_xid_idx on catalog_change (tenant_id, xid, resource_id);
