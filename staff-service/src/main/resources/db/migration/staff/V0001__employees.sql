create table role (
  tenant_id   uuid        not null,
  id          uuid        not null,
  version     integer     not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  deleted_at  timestamptz,
  name        text        not null,
  description text        not null,
  scopes      text[]      not null,
  -- Found through the index as it stands: lower() in a condition is not leakproof, so row-level security would keep it from the index.
  name_key    text        not null generated always as (lower(name)) stored,
  constraint role_pkey primary key (tenant_id, id)
);
create unique index role_name_key on role (tenant_id, name_key) where deleted_at is null;

create table employee (
  tenant_id    uuid        not null,
  id           uuid        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  deleted_at   timestamptz,
  number       text        not null,
  name         text        not null,
  given_name   text        not null,
  family_name  text        not null,
  email        text        not null,
  phone        text        not null,
  -- Empty for every location.
  location_ids uuid[]      not null,
  -- The tenant's own roles, or built-in ones, which have no row.
  role_ids     uuid[]      not null,
  notes        text        not null,
  active       boolean     not null,
  has_pin      boolean     not null,
  has_password boolean     not null,
  email_key    text        not null generated always as (lower(email)) stored,
  constraint employee_pkey primary key (tenant_id, id),
  constraint employee_number_key unique (tenant_id, number)
);
create unique index employee_email_key on employee (tenant_id, email_key) where deleted_at is null and email_key <> '';
create index employee_updated_at_idx on employee (tenant_id, updated_at, id);

-- The last number given to an employee.
create table employee_counter (
  tenant_id   uuid   not null,
  last_number bigint not null,
  constraint employee_counter_pkey primary key (tenant_id)
);
