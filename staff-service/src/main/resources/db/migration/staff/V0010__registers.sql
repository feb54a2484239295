create table register (
  tenant_id            uuid        not null,
  id                   uuid        not null,
  version              integer     not null,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  code                 text        not null,
  name                 text        not null,
  location_id          uuid        not null,
  -- Empty if it is not known.
  ip_address           text        not null,
  -- The times of the last two changes of the address; null where there were fewer.
  ip_changed_at        timestamptz,
  ip_changed_before_at timestamptz,
  -- Null while it is in use.
  retired_at           timestamptz,
  constraint register_pkey primary key (tenant_id, id)
);
create unique index register_code_key on register (tenant_id, code) where retired_at is null;
create index register_location_idx on register (tenant_id, location_id, id);

-- A device that was activated at a register. Its credential has 256 random bits, so that their SHA-256 hides them.
create table device (
  tenant_id       uuid        not null,
  id              uuid        not null,
  version         integer     not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  register_id     uuid        not null,
  location_id     uuid        not null,
  name            text        not null,
  secret_hash     bytea       not null,
  last_sign_in_at timestamptz,
  deactivated_at  timestamptz,
  constraint device_pkey primary key (tenant_id, id),
  constraint device_register_fkey foreign key (tenant_id, register_id) references register (tenant_id, id)
);
create index device_register_idx on device (tenant_id, register_id, id);

-- The code that activates the next device of a register: the last that was made for it. A device that shows one does not say the tenant; so
-- a function finds that, as its owner, and nothing else.
create table activation_code (
  tenant_id   uuid        not null,
  register_id uuid        not null,
  -- HMAC under a key derived from the master key.
  code_hash   bytea       not null,
  expires_at  timestamptz not null,
  constraint activation_code_pkey primary key (tenant_id, register_id),
  constraint activation_code_register_fkey foreign key (tenant_id, register_id) references register (tenant_id, id)
);
create index activation_code_hash_idx on activation_code (code_hash);

create function tenants_of_activation_code(hashes bytea[], moment timestamptz) returns setof uuid
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as 'select code.tenant_id from ${schema}.activation_code code where code.code_hash = any (hashes) and code.expires_at > moment';
revoke all on function tenants_of_activation_code(bytea[], timestamptz) from public;
