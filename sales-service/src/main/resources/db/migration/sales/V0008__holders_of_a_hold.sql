-- An attempt may hold several things for one order. Which holders may hold something is written down before the first of them is asked,
-- so that whatever is left behind is given back by all of them. Stock was the only one before.
alter table stock_intent add column holders text[] not null default '{stock}';
