-- A gift card, the store credit of a customer, or the account of a customer on the tab. Its amount is the sum of its entries, kept in
-- their transaction; of an account it is what the customer owes, below 0.
create table balance (
  tenant_id     uuid        not null,
  id            uuid        not null,
  version       integer     not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  kind          text        not null,
  -- Null for a card that belongs to whoever presents it.
  customer_id   uuid,
  currency      text        not null,
  amount        bigint      not null,
  -- The amount that is held for payments of orders that are not completed: the sum of its holds.
  held          bigint      not null,
  -- The amount that the customer may owe; 0 but for accounts. It is checked when an amount is held, so it may be lowered below what is owed.
  credit_limit  bigint      not null,
  -- Only an order that was completed can take more than there is: it has happened, so it is booked.
  overdrawn     boolean     not null,
  -- The number of its last entry.
  last_entry    bigint      not null,
  -- The balance that has its entries and holds since the two customers were merged.
  merged_into   uuid,
  -- The rest is of cards only.
  status        text        not null,
  -- HMAC-SHA-256 of tenant and code, under a key derived from POS_MASTER_KEY; null while no code was drawn.
  code_hash     bytea,
  last_four     text        not null,
  -- The order by which the card was sold.
  order_id      uuid,
  issued        bigint      not null,
  expires_at    timestamptz,
  notes         text        not null,
  status_reason text        not null,
  constraint balance_pkey primary key (tenant_id, id),
  constraint balance_customer_fkey foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint balance_merged_into_fkey foreign key (tenant_id, merged_into) references balance (tenant_id, id),
  constraint balance_customer_check check (kind = 'GIFT_CARD' or customer_id is not null),
  constraint balance_held_check check (held >= 0),
  constraint balance_amount_check check (kind = 'ACCOUNT' or overdrawn or amount >= held),
  constraint balance_credit_limit_check check (credit_limit >= 0 and (kind = 'ACCOUNT' or credit_limit = 0))
);
create unique index balance_customer_key on balance (tenant_id, customer_id, kind, currency) where kind <> 'GIFT_CARD' and merged_into is null;
create unique index balance_code_key on balance (tenant_id, code_hash);
create index balance_card_idx on balance (tenant_id, id) where kind = 'GIFT_CARD';
create index balance_card_customer_idx on balance (tenant_id, customer_id, id) where kind = 'GIFT_CARD';
create index balance_order_idx on balance (tenant_id, order_id, id) where order_id is not null;
create index balance_expires_at_idx on balance (tenant_id, expires_at) where expires_at is not null and status in ('ACTIVE', 'FROZEN');
create index balance_sum_idx on balance (tenant_id, currency, kind) include (amount) where amount <> 0;

-- The ledger: entries are only added.
create table balance_entry (
  tenant_id        uuid        not null,
  id               uuid        not null,
  balance_id       uuid        not null,
  -- The place in the ledger of its balance, from 1 on and without a gap.
  number           bigint      not null,
  kind             text        not null,
  amount           bigint      not null,
  balance_after    bigint      not null,
  order_id         uuid,
  payment_id       uuid,
  other_balance_id uuid,
  reason           text        not null,
  payment_type     text        not null,
  reference        text        not null,
  flagged          boolean     not null,
  occurred_at      timestamptz not null,
  recorded_at      timestamptz not null,
  recorded_by      uuid,
  constraint balance_entry_pkey primary key (tenant_id, id),
  constraint balance_entry_balance_fkey foreign key (tenant_id, balance_id) references balance (tenant_id, id),
  -- A merge numbers the entries of two balances anew, so it is checked at the end of a statement.
  constraint balance_entry_number_key unique (tenant_id, balance_id, number) deferrable initially immediate
);
-- Each payment is taken once, and given back once.
create unique index balance_entry_payment_key on balance_entry (tenant_id, payment_id, kind) where payment_id is not null;
create index balance_entry_recorded_at_idx on balance_entry (tenant_id, balance_id, recorded_at, number);

-- Up to where the attempts to hold something for an order are known. Attempts before, and those that were given up, are refused.
create table held_order (
  tenant_id  uuid        not null,
  order_id   uuid        not null,
  revision   bigint      not null,
  -- OPEN; GIVEN_UP: attempts up to the revision are refused; ENDED: the order was completed or voided, and every attempt is refused.
  state      text        not null,
  updated_at timestamptz not null,
  constraint held_order_pkey primary key (tenant_id, order_id)
);

-- An amount that is held for a payment of an order that is not completed.
create table balance_hold (
  tenant_id  uuid   not null,
  order_id   uuid   not null,
  payment_id uuid   not null,
  balance_id uuid   not null,
  amount     bigint not null,
  constraint balance_hold_pkey primary key (tenant_id, order_id, payment_id),
  constraint balance_hold_order_fkey foreign key (tenant_id, order_id) references held_order (tenant_id, order_id),
  constraint balance_hold_balance_fkey foreign key (tenant_id, balance_id) references balance (tenant_id, id),
  constraint balance_hold_amount_check check (amount > 0)
);
create index balance_hold_balance_idx on balance_hold (tenant_id, balance_id);
