create table api_key (
  tenant_id       uuid        not null,
  id              uuid        not null,
  version         integer     not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  name            text        not null,
  beginning       text        not null,
  scopes          text[]      not null,
  -- SHA-256: a secret of 256 random bits cannot be found by trying.
  secret_hash     bytea       not null,
  previous_hash   bytea,
  previous_until  timestamptz,
  expires_at      timestamptz,
  revoked_at      timestamptz,
  constraint api_key_pkey primary key (tenant_id, id)
);

-- The last use, apart from the key: it is no change of it.
create table api_key_use (
  tenant_id  uuid        not null,
  api_key_id uuid        not null,
  used_at    timestamptz not null,
  constraint api_key_use_pkey primary key (tenant_id, api_key_id),
  constraint api_key_use_key_fkey foreign key (tenant_id, api_key_id) references api_key (tenant_id, id)
);

-- The tenant of a key. The function gives its id and nothing else.
create index api_key_secret_idx on api_key (secret_hash);
create index api_key_previous_idx on api_key (previous_hash) where previous_hash is not null;

create function tenant_of_api_key(hash bytea) returns uuid
  language sql stable security definer
  set search_path = ''
  as 'select tenant_id from ${schema}.api_key where secret_hash = $1 or previous_hash = $1 limit 1';
revoke all on function tenant_of_api_key(bytea) from public;
