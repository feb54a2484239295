-- A line may be sold by the label that a scale printed, which carries its price or its weight.
alter table order_item
  add column label_barcode text not null default '',
  add column label_price bigint;
