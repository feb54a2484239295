-- What the database is sent for a checkout of two lines, with an idempotency key, once Laris has seen the tenant before and sells on.
-- Recorded; CheckoutStatementsTest of the suite says where Laris sends other statements.

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
with recursive wanted as ( select * from catalog.variant where id = any(array[:variant2, :variant1]) union all select * from catalog.variant where
product_id = any('{}') and active and deleted_at is null), sold as ( select p.* from catalog.product p where p.id in (select unnest(cast('{}' as
uuid[])) union select product_id from wanted)), above (category_id, id, parent_id, level) as ( select c.id, c.id, c.parent_id, 1 from catalog.category
c where c.id in (select category_id from sold) union all select above.category_id, c.id, c.parent_id, above.level + 1 from above join catalog.category
c on c.id = above.parent_id where above.level < 8), path as (select category_id, array_agg(id) as ids from above group by category_id) select p.id as
product_id, p.name as product_name, p.sku as product_sku, p.category_id, path.ids as category_path, p.tax_rule_ids, p.tax_exempt, p.track_stock,
p.active and p.deleted_at is null as product_sellable, v.id as variant_id, v.name as variant_name, v.sku as variant_sku, v.unit, v.cost_amount,
v.cost_currency, v.active and v.deleted_at is null as variant_active, v.stock_quantity, (select true from catalog.variant_component c where
c.variant_id = v.id limit 1) as composite from sold p left join path on path.category_id = p.category_id left join wanted v on v.product_id = p.id;
select * from catalog.price where deleted_at is null and variant_id = any(array[:variant2, :variant1]) and currency = 'IDR' and (location_id is null
or location_id = cast(null as uuid)) and (starts_at is null or starts_at <= :now) and (ends_at is null or ends_at > :now);
with offered as ( select a.product_id, a.sort_order, g.id, g.name, g.min_select, g.max_select from catalog.product_modifier_group a join
catalog.modifier_group g on g.tenant_id = a.tenant_id and g.id = a.modifier_group_id where a.product_id = any(array[:product1, :product2]) and
g.deleted_at is null), chosen as ( select m.id, m.group_id, m.name, m.price_amount, m.price_currency, m.sort_order, m.active and m.deleted_at is null
as available from catalog.modifier m where m.id = any('{}')) select offered.product_id, offered.id as group_id, offered.name as group_name,
offered.min_select, offered.max_select, chosen.id as modifier_id, chosen.group_id as modifier_group_id, chosen.name as modifier_name,
chosen.price_amount, chosen.price_currency, chosen.sort_order as modifier_sort_order, chosen.available from offered full join chosen on
chosen.group_id = offered.id order by offered.sort_order, offered.id;

-- begin
-- Checkout
select set_config('app.tenant_id', cast(:tenant as text), true);
-- keep number
insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number, location_id) values (:tenant, 'POS', :today, 1, null) on
conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1 where counter.location_id is not distinct from
excluded.location_id returning last_number;
insert into sales.sales_order (business_date, completed_at, created_at, creation_hash, currency, location_id, register_id, customer_id, employee_id,
employee_name, order_type, table_label, notes, external_reference, discounts, edits, finalized_at, location, receipt_number, service_charges, status,
stock_reserved_until, stock_revision, taxes, tenant_id, subtotal, discount_total, service_total, tax_total, inclusive_tax_total, total, updated_at,
version, void_reason, voided_at, id) values (:today, :now, :now, null, 'IDR', null, null, null, null, '', 'TYPE_UNSPECIFIED', '', '', '', '[]', 5,
:now, null, 'POS-' || cast(:today as text) || '-' || cast(:number as text), '[{"base": 3800000, "name": "Service", "amount": 190000, "ratePpm": 50000,
"inclusive": false, "serviceChargeId": "01a20201-4d6e-7792-9cb6-7d07d636b635"}]', 'COMPLETED', null, 0, '[{"base": 3423400, "name": "PPN", "amount":
376600, "ratePpm": 110000, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', :tenant, 3800000, 0, 190000, 0, 376600, 3990000,
:now, 0, '', null, :order);
insert into sales.order_item (created_at, discount, gross, label_barcode, label_price, line_number, modifiers, notes, order_id, product_id,
product_name, quantity, service, sku, stock_uses, tax, taxes, tenant_id, total, unit_decimals, unit_price, updated_at, variant_id, variant_name,
version, id) values (:now, 0, 2000000, '', null, 1, '[]', '', :order, :product1, 'Product', 1, 100000, 'BENCH-20', '[]', 0, '[{"base": 1801800,
"amount": 198200, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', :tenant, 2100000, 0, 2000000, :now, :variant1, 'Regular',
0, :item1), (:now, 0, 1800000, '', null, 2, '[]', '', :order, :product2, 'Product', 1, 90000, 'BENCH-18', '[]', 0, '[{"base": 1621600, "amount":
178400, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', :tenant, 1890000, 0, 1800000, :now, :variant2, 'Regular', 0,
:item2);
insert into sales.order_payment (amount, change, created_at, captured_at, charges_in_doubt, complete_order, failure, instructions, gateway_method,
refunded, refunded_while_open, gateway_request_hash, transaction_id, transaction_version, order_id, payment_number, reference, requested_amount,
rounding, status, tenant_id, tendered, tip, payment_type, updated_at, version, void_reason, voided_at, id) values (3990000, 96010000, :now, null,
null, null, null, null, null, null, null, null, null, null, :order, 1, '', 100000000, 0, 'CAPTURED', :tenant, 100000000, 0, 'CASH', :now, 0, '', null,
:payment1);
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'Checkout',
cast(:key1 as text), :bytes32, :bytes1136, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;
with counter as ( insert into sales.feed_counter as counter (tenant_id, last) values (:tenant, 1) on conflict (tenant_id) do update set last =
counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id, aggregate_type, aggregate_id, sequence,
type, payload_type, payload, occurred_at) select :tenant, counter.last - 1 + event.place, event.id, event.aggregate_type, event.aggregate_id,
event.sequence, event.type, event.payload_type, event.payload, :now from counter, unnest(array[:event1], array['Order'], array[:order], array[0],
array['FloorCompleted'], array['pos.v1.Order'], array[:bytes1133]) with ordinality as event (id, aggregate_type, aggregate_id, sequence, type,
payload_type, payload, place) ) select last from counter;
