-- The order that was sold for the goods of a return, in the same call; null for none.
alter table sales.order_return add column exchange_order_id uuid;
