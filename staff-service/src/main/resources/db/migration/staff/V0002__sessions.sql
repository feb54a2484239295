-- The hash of a password apart from its employee: nothing that reads or shows employees has it at hand.
create table employee_password (
  tenant_id   uuid        not null,
  employee_id uuid        not null,
  -- Argon2id.
  hash        text        not null,
  changed_at  timestamptz not null,
  constraint employee_password_pkey primary key (tenant_id, employee_id),
  constraint employee_password_employee_fkey foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);

create table session (
  tenant_id   uuid        not null,
  id          uuid        not null,
  version     integer     not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  employee_id uuid        not null,
  register_id uuid,
  location_id uuid,
  address     text        not null,
  -- The number of the refresh token that is good now. The token itself is not stored: it is the HMAC of this number.
  generation  integer     not null,
  rotated_at  timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  end_reason  text        not null,
  constraint session_pkey primary key (tenant_id, id),
  constraint session_employee_fkey foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);
create index session_live_idx on session (tenant_id, employee_id) where ended_at is null;

-- What the business of the tenant is called, for those who choose between tenants.
create table business (
  tenant_id uuid not null,
  name      text not null,
  constraint business_pkey primary key (tenant_id)
);

-- The following rows are those of the installation. They have the nil UUID for a tenant, which no caller can have.

create table signing_key (
  tenant_id  uuid        not null,
  number     integer     not null,
  key_id     text        not null,
  public_key text        not null,
  -- AES-GCM under POS_MASTER_KEY.
  sealed_key bytea       not null,
  -- It is published a day before.
  signs_from timestamptz not null,
  constraint signing_key_pkey primary key (tenant_id, number)
);

-- The choice between the tenants of a sign-in: used once.
create table tenant_choice (
  tenant_id       uuid        not null,
  token_hash      bytea       not null,
  tenants         uuid[]      not null,
  employees       uuid[]      not null,
  -- Those that the password was compared with: who has another one since must sign in again.
  password_hashes text[]      not null,
  expires_at      timestamptz not null,
  constraint tenant_choice_pkey primary key (tenant_id, token_hash)
);

-- How often somebody has tried to sign in: for an e-mail address, or from a network address.
create table sign_in_attempt (
  tenant_id    uuid        not null,
  subject_hash bytea       not null,
  begun_at     timestamptz not null,
  attempts     integer     not null,
  constraint sign_in_attempt_pkey primary key (tenant_id, subject_hash)
);
create index sign_in_attempt_begun_at_idx on sign_in_attempt (tenant_id, begun_at);

-- The employees of all tenants who may sign in by an e-mail address. The function gives their ids and nothing else of them.
create index employee_sign_in_idx on employee (email_key) where deleted_at is null and active and has_password;

create function employees_to_sign_in(email text) returns table (tenant uuid, employee uuid)
  language sql stable security definer
  set search_path = ''
  as 'select tenant_id, id from ${schema}.employee
      where email_key = lower($1) and deleted_at is null and active and has_password order by tenant_id limit 20';
revoke all on function employees_to_sign_in(text) from public;
