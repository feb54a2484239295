-- The customer's name and number as they were when the order was given to it, for receipts. Orders from before have neither.
alter table sales_order
  add column customer_name text not null default '',
  add column customer_number text not null default '',
  -- Which attempt at holding the points of its rewards the order was stored with. 0 where it has none.
  add column reward_revision bigint not null default 0;

alter table order_item
  -- The product's category and those above it, for rewards and the rules by which points are earned.
  add column category_ids jsonb not null default '[]',
  -- Each piece becomes a gift card when the order completes.
  add column gift_card boolean not null default false;

-- The gift card that pays. Null for other payments, and for those from before cards were known here.
alter table order_payment add column gift_card_id uuid;
