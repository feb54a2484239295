-- A payment that the gateway takes: what was asked of it, and what has become of it.
create table payment_transaction (
  tenant_id              uuid        not null,
  id                     uuid        not null,
  version                integer     not null,
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  order_id               uuid        not null,
  payment_id             uuid,
  method                 text        not null,
  amount                 bigint      not null,
  state                  text        not null,
  -- What it was asked for by: the same again is the same charge.
  request_hash           text        not null,
  -- The request itself, for asking again; gone once the gateway is known to have it, and with it what it says of the customer.
  request                bytea,
  attempt                integer     not null,
  -- By whose account at the gateway it was asked for: a fingerprint of the server key. Another account knows nothing of it.
  account                text        not null,
  -- Who stands behind the QR codes of that account, which decides what can be refunded.
  qris_acquirer          text        not null,
  gateway_order_id       text        not null,
  gateway_transaction_id text        not null,
  gateway_status         text        not null,
  -- A message PaymentInstructions: what the till must show.
  instructions           bytea       not null,
  customer_fee           bigint      not null,
  failure                text        not null,
  attention              text        not null,
  cancel_requested       boolean     not null,
  cancel_reason          text        not null,
  masked_card            text        not null,
  approval_code          text        not null,
  issuer                 text        not null,
  expires_at             timestamptz not null,
  paid_at                timestamptz,
  -- When the gateway was first asked for this attempt; null while nothing was sent.
  charged_at             timestamptz,
  -- When the gateway was last heard of it.
  heard_at               timestamptz,
  -- Who talks with the gateway about it, and until when nobody else does.
  talk_token             uuid,
  talk_until             timestamptz,
  -- When the sweeper looks at it, and how often it has without an end.
  next_check_at          timestamptz,
  checks                 integer     not null,
  changes                integer     not null,
  constraint payment_transaction_pkey primary key (tenant_id, id),
  constraint payment_transaction_amount_check check (amount > 0 and amount % 100 = 0 and customer_fee >= 0),
  constraint payment_transaction_attempt_check check (attempt >= 1)
);
create index payment_transaction_next_check_at_idx on payment_transaction (tenant_id, next_check_at) where next_check_at is not null;
create index payment_transaction_order_idx on payment_transaction (tenant_id, order_id, id);
create index payment_transaction_state_idx on payment_transaction (tenant_id, state, id);
create index payment_transaction_method_idx on payment_transaction (tenant_id, method, id);
create index payment_transaction_created_at_idx on payment_transaction (tenant_id, created_at, id);
create index payment_transaction_attention_idx on payment_transaction (tenant_id, id) where attention <> 'ATTENTION_UNSPECIFIED';

-- The keys of charges: the same key is the same charge, for good.
create table charge_key (
  tenant_id      uuid not null,
  key            text not null,
  request_hash   text not null,
  transaction_id uuid not null,
  constraint charge_key_pkey primary key (tenant_id, key)
);

-- Every change of a state, with its cause.
create table transaction_change (
  tenant_id      uuid        not null,
  transaction_id uuid        not null,
  number         integer     not null,
  from_state     text        not null,
  to_state       text        not null,
  cause          text        not null,
  gateway_status text        not null,
  detail         text        not null,
  occurred_at    timestamptz not null,
  constraint transaction_change_pkey primary key (tenant_id, transaction_id, number)
);

create table payment_refund (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  transaction_id uuid        not null,
  refund_number  integer     not null,
  refund_key     text        not null,
  amount         bigint      not null,
  reason         text        not null,
  state          text        not null,
  channel        text        not null,
  failure        text        not null,
  ended_at       timestamptz,
  constraint payment_refund_pkey primary key (tenant_id, id),
  constraint payment_refund_key unique (tenant_id, refund_key),
  constraint payment_refund_transaction_fkey foreign key (tenant_id, transaction_id) references payment_transaction (tenant_id, id),
  constraint payment_refund_amount_check check (amount > 0)
);
create index payment_refund_transaction_idx on payment_refund (tenant_id, transaction_id);

-- Whose an order number at the gateway is. Notifications say no tenant: it is found here. The table holds nothing of a tenant but that, so
-- like known_tenant it has no row-level security; what is done afterwards is done as that tenant.
create table gateway_order (
  gateway_order_id text not null,
  tenant           uuid not null,
  transaction_id   uuid not null,
  constraint gateway_order_pkey primary key (gateway_order_id)
);
grant select, insert on gateway_order to "${serviceRole}";
