-- The place of a payment in its order: ids are made by clients and tell nothing of time. Payments from before all have 0, and go by id.
alter table order_payment add column payment_number integer not null default 0;
