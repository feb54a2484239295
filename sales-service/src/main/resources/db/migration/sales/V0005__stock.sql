alter table order_item add column stock_uses jsonb not null default '[]';
-- Which attempt at holding its stock an order was stored with, and until when it is held. The time is null where nothing is.
alter table sales_order add column stock_revision bigint not null default 0;
alter table sales_order add column stock_reserved_until timestamptz;
create index sales_order_stock_reserved_until_idx on sales_order (tenant_id, stock_reserved_until) where stock_reserved_until is not null;

-- An attempt at holding stock for an order that is not stored yet. While its row is here nobody owns what inventory may hold under its
-- revision, or under an older one: the transaction that stores the order deletes it, and else the job releases it.
create table stock_intent (
  tenant_id uuid        not null,
  order_id  uuid        not null,
  -- Always grows, whatever becomes of the row: inventory takes the newest for the one that counts.
  revision  bigint      not null generated always as identity,
  -- RPC and idempotency key of the call: two calls with one key are one sale, and must not both hold its stock.
  call_key  text,
  asked_at  timestamptz not null,
  -- It will not be stored any more, and is to be released.
  given_up  boolean     not null default false,
  constraint stock_intent_pkey primary key (tenant_id, order_id),
  constraint stock_intent_call_key_key unique (tenant_id, call_key)
);
