-- What rounding added to a payment of cash; below 0 where it took off. Payments from before were not rounded.
alter table order_payment add column rounding bigint not null default 0;
alter table order_payment drop constraint order_payment_amount_check;
alter table order_payment add constraint order_payment_amount_check check (
  amount > 0 and tip >= 0 and change >= 0 and amount + rounding >= 0 and tendered = amount + tip + rounding + change);
