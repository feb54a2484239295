-- Every promotion that was looked at when the order was priced, and the coupons that were entered, as JSON: they are read and written with
-- the order only. The uses are counted by promotion-service.
alter table sales_order
  add column promotions jsonb not null default '[]',
  add column coupons jsonb not null default '[]',
  -- It was priced without promotions, because promotion-service did not answer.
  add column promotions_unavailable boolean not null default false,
  -- Which attempt at reserving the uses of its promotions the order was stored with. 0 where it has none.
  add column promotion_revision bigint not null default 0,
  -- How it will be paid, for promotions that hang on it.
  add column intended_payment_type text not null default 'TYPE_UNSPECIFIED';

-- The tags of the product, for promotions: returns may price by the rules of the sale.
alter table order_item add column tags jsonb not null default '[]';

-- Orders are priced without promotions while promotion-service does not answer.
alter table sales_setting add column sell_without_promotions boolean not null default false;
