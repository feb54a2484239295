-- The changes of all services of a tenant, as one chain: each entry has the hash of its content and of the entry before it.
create table audit_entry (
  tenant_id      uuid        not null,
  -- 1, 2, 3 ... in the order of writing.
  number         bigint      not null,
  -- Never before that of the number below.
  recorded_at    timestamptz not null,
  occurred_at    timestamptz not null,
  service        text        not null,
  event_id       uuid        not null,
  type           text        not null,
  resource_type  text        not null,
  resource_id    uuid        not null,
  sequence       bigint      not null,
  user_id        uuid,
  approved_by    uuid,
  -- The message Actor.
  actor          bytea       not null,
  payload_type   text        not null,
  -- The message of that type, deflated.
  payload        bytea       not null,
  -- SHA-256 of the message as it was when the entry was written.
  payload_hash   bytea       not null,
  -- Whether personal data were removed from the payload later.
  redacted       boolean     not null default false,
  hash           bytea       not null,
  constraint audit_entry_pkey primary key (tenant_id, number, recorded_at)
) partition by range (recorded_at);
create index audit_entry_recorded_at_idx on audit_entry (tenant_id, recorded_at, number);
create index audit_entry_event_idx on audit_entry (tenant_id, event_id);
create index audit_entry_type_idx on audit_entry (tenant_id, type, number);
create index audit_entry_resource_idx on audit_entry (tenant_id, resource_id, number);
create index audit_entry_user_idx on audit_entry (tenant_id, user_id, number) where user_id is not null;
create index audit_entry_approved_by_idx on audit_entry (tenant_id, approved_by, number) where approved_by is not null;

-- For entries of a month that has no partition: no entry is ever refused.
create table audit_entry_rest partition of audit_entry default;

-- The end of the chain of a tenant, and its beginning where old months were removed.
create table audit_chain (
  tenant_id        uuid        not null,
  last_number      bigint      not null,
  last_hash        bytea       not null,
  last_recorded_at timestamptz not null,
  -- The first entry that is kept, and the hash of the one before it.
  first_number     bigint      not null,
  before_first     bytea       not null,
  constraint audit_chain_pkey primary key (tenant_id)
);
