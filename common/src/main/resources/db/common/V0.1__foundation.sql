-- What every service has in its schema: the keys of writes that were done, and the events of what happened.

create table idempotency_key (
  tenant_id    uuid        not null,
  rpc          text        not null,
  key          text        not null,
  request_hash bytea       not null,
  response     bytea,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  constraint idempotency_key_pkey primary key (tenant_id, rpc, key)
);
create index idempotency_key_expires_at_idx on idempotency_key (tenant_id, expires_at);

create table outbox (
  tenant_id      uuid        not null,
  id             uuid        not null,
  aggregate_type text        not null,
  aggregate_id   uuid        not null,
  sequence       bigint      not null,
  type           text        not null,
  payload_type   text        not null,
  payload        bytea       not null,
  occurred_at    timestamptz not null,
  -- Which transaction wrote it: readers take what is older than every transaction still running, so they miss nothing.
  xid            xid8        not null default pg_current_xact_id(),
  constraint outbox_pkey primary key (tenant_id, id)
);
create index outbox_xid_idx on outbox (tenant_id, xid, id);
