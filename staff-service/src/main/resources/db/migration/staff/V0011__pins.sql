-- The PIN of an employee: the HMAC of tenant and PIN, under a key derived from the master key, by which it is found, and the Argon2id hash by
-- which it is checked.
create table pin (
  tenant_id   uuid        not null,
  employee_id uuid        not null,
  hash        bytea       not null,
  encoded     text        not null,
  constraint pin_pkey primary key (tenant_id, employee_id),
  constraint pin_hash_key unique (tenant_id, hash),
  constraint pin_employee_fkey foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);

-- The wrong PINs that were tried of late, by an owner: the register at which, or the user by whom; and in the tenant, whose id is the owner then.
-- They are forgotten at the time in until.
create table pin_try (
  tenant_id uuid        not null,
  owner_id  uuid        not null,
  wrong     integer     not null,
  until     timestamptz not null,
  constraint pin_try_pkey primary key (tenant_id, owner_id),
  constraint pin_try_wrong_check check (wrong >= 0)
);
