-- A tenant's account at the payment gateway: one row for each tenant.
create table gateway_config (
  tenant_id            uuid        not null,
  id                   uuid        not null,
  version              integer     not null,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  environment          text        not null,
  merchant_id          text        not null,
  client_key           text        not null,
  qris_acquirer        text        not null,
  -- AES-GCM under POS_MASTER_KEY, bound to the tenant: it cannot be read, nor moved to another.
  server_key_encrypted bytea       not null,
  server_key_masked    text        not null,
  constraint gateway_config_pkey primary key (tenant_id, id),
  constraint gateway_config_tenant_key unique (tenant_id)
);
