-- The location as it was when the order was begun. Null without one, and for orders from before: those go on by the settings.
alter table sales_order add column location jsonb;
-- Whose numbers a series has on a day. Null for sales without a location.
alter table receipt_counter add column location_id uuid;
