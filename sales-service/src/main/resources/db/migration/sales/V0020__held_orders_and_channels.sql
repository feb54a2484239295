-- Drafts that were put aside: by which label they are found again, since when, and who did it. Null and empty while they are at hand.
alter table sales_order
  add column held_label text not null default '',
  add column held_at timestamptz,
  add column held_by uuid;
create index sales_order_held_idx on sales_order (tenant_id, created_at, id) where held_at is not null;

-- The way by which an order came, and the number of guests; 0 where it is not known.
alter table sales_order
  add column channel text not null default 'CHANNEL_UNSPECIFIED',
  add column covers integer not null default 0;
