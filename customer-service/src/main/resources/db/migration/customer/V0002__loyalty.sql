-- The loyalty program of a tenant, each version of it: an order keeps the rules by which it earned.
create table loyalty_program (
  tenant_id  uuid        not null,
  version    integer     not null,
  updated_at timestamptz not null,
  updated_by uuid,
  -- The message LoyaltyProgram.
  content    jsonb       not null,
  constraint loyalty_program_pkey primary key (tenant_id, version)
);

-- The points of a customer: the sum of its entries, and of its reservations.
create table loyalty_account (
  tenant_id          uuid        not null,
  customer_id        uuid        not null,
  version            integer     not null,
  updated_at         timestamptz not null,
  balance            bigint      not null,
  held               bigint      not null,
  -- All points that were ever spent, expired or taken by hand. They were taken from the points that expire first.
  used               bigint      not null,
  -- The points that orders earned, less those of returns.
  earned             bigint      not null,
  -- The sum of the entries that expire until this time: so only later ones are added up to see what expires next.
  settled_at         timestamptz not null,
  settled_points     bigint      not null,
  next_expiry_at     timestamptz,
  next_expiry_points bigint      not null,
  tier_id            uuid,
  tier_until         timestamptz,
  -- Points were taken back after they had been spent, or spent without being held.
  negative           boolean     not null,
  constraint loyalty_account_pkey primary key (tenant_id, customer_id),
  constraint loyalty_account_customer_fkey foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  constraint loyalty_account_held_check check (held >= 0),
  constraint loyalty_account_used_check check (used >= 0),
  constraint loyalty_account_balance_check check (balance >= held or negative)
);
create index loyalty_account_next_expiry_idx on loyalty_account (tenant_id, next_expiry_at) where next_expiry_at is not null;
create index loyalty_account_tier_until_idx on loyalty_account (tenant_id, tier_until) where tier_until is not null;

-- The ledger. Rows are never changed, except that a merge gives them to the other customer, and that anonymisation empties reasons.
create table point_entry (
  tenant_id       uuid        not null,
  id              uuid        not null,
  customer_id     uuid        not null,
  kind            text        not null,
  points          bigint      not null,
  -- The amount that counted for the amount rule, in minor units, by EARN and RETURN.
  amount          bigint      not null,
  currency        text        not null,
  order_id        uuid,
  -- By EARN and RETURN: the version of the order, and the rule by which it earned.
  order_version   integer,
  program_version integer,
  multiplier_ppm  bigint,
  reward_id       uuid,
  reason          text        not null,
  occurred_at     timestamptz not null,
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  -- When the points expire if they are not spent: with it, or without an end, of entries that give points and of what takes these back.
  expires_at      timestamptz,
  constraint point_entry_pkey primary key (tenant_id, id),
  constraint point_entry_account_fkey foreign key (tenant_id, customer_id) references loyalty_account (tenant_id, customer_id)
);
create unique index point_entry_earn_key on point_entry (tenant_id, order_id, order_version) where kind in ('EARN', 'RETURN');
create unique index point_entry_spend_key on point_entry (tenant_id, order_id, reward_id) where kind = 'SPEND';
create index point_entry_customer_idx on point_entry (tenant_id, customer_id, recorded_at, id);
create index point_entry_expires_at_idx on point_entry (tenant_id, customer_id, expires_at) include (points) where expires_at is not null;
create index point_entry_tier_idx on point_entry (tenant_id, customer_id, occurred_at) include (points, amount, currency)
  where kind in ('EARN', 'RETURN');

create table reward (
  tenant_id              uuid        not null,
  id                     uuid        not null,
  version                integer     not null,
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  deleted_at             timestamptz,
  name                   text        not null,
  description            text        not null,
  points                 bigint      not null,
  -- AMOUNT_OFF, PERCENT_OFF or FREE_ITEM.
  benefit                text        not null,
  -- Minor units; of PERCENT_OFF the most that it takes off, 0 for no limit.
  amount                 bigint      not null,
  currency               text        not null,
  percent_ppm            bigint      not null,
  product_ids            uuid[]      not null,
  category_ids           uuid[]      not null,
  minimum_total          bigint,
  minimum_total_currency text        not null,
  active                 boolean     not null,
  starts_at              timestamptz,
  ends_at                timestamptz,
  constraint reward_pkey primary key (tenant_id, id),
  constraint reward_points_check check (points > 0)
);

-- The points that are held for the rewards of an order.
create table reward_reservation (
  tenant_id   uuid        not null,
  order_id    uuid        not null,
  -- Null where only later attempts are refused.
  customer_id uuid,
  reward_ids  uuid[]      not null,
  -- The points that each costs.
  points      bigint[]    not null,
  status      text        not null,
  revision    bigint      not null,
  -- Null for never.
  expires_at  timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint reward_reservation_pkey primary key (tenant_id, order_id),
  constraint reward_reservation_customer_fkey foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index reward_reservation_expires_at_idx on reward_reservation (tenant_id, expires_at) where status = 'HELD';
create index reward_reservation_customer_idx on reward_reservation (tenant_id, customer_id);
