-- The feed: an order for events that readers can follow without a gap, what retention has deleted, where consumers are, and what they
-- could not digest.

-- The owner, too, is bound by row-level security where it is forced; then these statements would find no rows.
alter table outbox no force row level security;

-- Readers take rows in the order of (position, number), once their position is below every transaction still running.
-- The position is at least the number of the row's own transaction, so what is readable is complete; and at least that of the last
-- transaction that had ended when the row was written, so a transaction that waited for another's lock comes after it.
alter table outbox
  add column position bigint,
  add column number bigint generated always as identity;
update outbox set position = xid::text::bigint;
alter table outbox
  alter column position set default
    greatest(pg_current_xact_id()::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1),
  alter column position set not null;
create unique index outbox_position_idx on outbox (tenant_id, position, number);
drop index outbox_xid_idx;

insert into known_tenant (tenant) select distinct tenant_id from outbox on conflict (tenant) do nothing;

alter table outbox force row level security;

-- Up to where a tenant's events were deleted because of their age: a cursor before it has missed something.
create table outbox_retention (
  tenant_id uuid   not null,
  position  bigint not null,
  number    bigint not null,
  constraint outbox_retention_pkey primary key (tenant_id)
);

-- Up to where a consumer has applied the events of a tenant; moved in the transaction of what it did.
create table consumer_cursor (
  tenant_id uuid        not null,
  consumer  text        not null,
  cursor    text        not null,
  moved_at  timestamptz not null,
  constraint consumer_cursor_pkey primary key (tenant_id, consumer)
);

-- Events that a consumer could not digest, and those of the same aggregate behind them.
create table parked_event (
  tenant_id      uuid        not null,
  id             uuid        not null,
  consumer       text        not null,
  number         bigint      generated always as identity,
  event_id       uuid        not null,
  aggregate_type text        not null,
  aggregate_id   uuid        not null,
  event          bytea       not null,
  failure        text        not null,
  attempts       integer     not null,
  parked_at      timestamptz not null,
  constraint parked_event_pkey primary key (tenant_id, id),
  constraint parked_event_event_key unique (tenant_id, consumer, event_id)
);
create index parked_event_aggregate_idx on parked_event (tenant_id, consumer, aggregate_id, number);
