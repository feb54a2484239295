-- The least that stores a checkout of two lines durably: its transaction of writes, without what is read before.

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
