-- A customer who was merged, until its coupons and uses are looked at once more: an order that it had before may have been counted after that.
create table merged_customer (
  tenant_id     uuid        not null,
  customer_id   uuid        not null,
  merged_into   uuid        not null,
  look_again_at timestamptz not null,
  constraint merged_customer_pkey primary key (tenant_id, customer_id)
);

-- The counters of a customer, and those of days that are long past. All others are found by their owner.
create index use_counter_scope_idx on use_counter (tenant_id, scope) where scope <> '';
create index usage_reservation_customer_idx on usage_reservation (tenant_id, customer_id) where customer_id is not null;
create index usage_reservation_ended_idx on usage_reservation (tenant_id, updated_at) where status <> 'RESERVED';

create index coupon_batch_promotion_idx on coupon_batch (tenant_id, promotion_id, id);
