-- The least that stores a checkout of two lines durably: its transaction of writes, without what is read before.

-- begin
-- Checkout
select set_config('app.tenant_id', cast(:tenant as text), true);
-- keep number
insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number, location_id) values (:tenant, 'POS', :today, 1, null) on
conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1 where counter.location_id is not distinct from
excluded.location_id returning last_number;
with stored as ( insert into sales.sales_order (tenant_id, id, version, created_at, updated_at, creation_hash, status, order_type, location_id,
register_id, customer_id, customer_name, customer_number, employee_id, employee_name, table_label, notes, external_reference, currency, location,
items, discounts, service_charges, taxes, subtotal, discount_total, service_total, tax_total, inclusive_tax_total, total, receipt_number,
business_date, void_reason, finalized_at, completed_at, voided_at, stock_revision, stock_reserved_until, reward_revision, intended_payment_type, promotions, coupons,
promotions_unavailable, promotion_revision, promotion_facts, shift_id, held_label, held_at, held_by, channel, covers, payments,
payment_unheard_since, in_shift) values (:tenant, :order, cast('0' as integer), cast(:now as timestamptz), cast(:now as timestamptz), cast(null as text),
cast('COMPLETED' as text), cast('TYPE_UNSPECIFIED' as text), cast(null as uuid), cast(null as uuid), cast(null as uuid), cast('' as text), cast('' as
text), cast(null as uuid), cast('' as text), cast('' as text), cast('' as text), cast('' as text), cast('IDR' as text), cast(null as jsonb), cast(null
as jsonb), cast('[]' as jsonb), cast('[{"serviceChargeId": "01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000, "inclusive":
false, "base": 3800000, "amount": 190000}]' as jsonb), cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name": "PPN", "ratePpm": 110000,
"inclusive": true, "base": 3423400, "amount": 376600}]' as jsonb), cast('3800000' as bigint), cast('0' as bigint), cast('190000' as bigint), cast('0'
as bigint), cast('376600' as bigint), cast('3990000' as bigint), cast(format('POS-%1$s-%2$s', cast(:today as text), cast(:number as text)) as text),
cast(:today as date), cast('' as text), cast(:now as timestamptz), cast(:now as timestamptz), cast(null as timestamptz), cast('0' as bigint),
cast(null as timestamptz), cast('0' as bigint), cast('CASH' as text), cast('[]' as jsonb), cast('[]' as jsonb),
cast('false' as boolean), cast('0' as bigint), cast(null as jsonb), cast(null as uuid), cast('' as text), cast(null as timestamptz), cast(null as uuid), cast('CHANNEL_UNSPECIFIED' as text), cast(0 as integer), cast(null as jsonb), cast(null as timestamptz), cast('false' as boolean)) returning tenant_id as in_tenant, id as in_order) ,
line as ( insert into sales.order_item (tenant_id, order_id, id, created_at, line_number, product_id, variant_id, product_name, variant_name, sku,
quantity, label_barcode, label_price, unit_decimals, unit_price, modifiers, notes, gross, discount, service, tax, total, taxes, stock_uses,
category_ids, gift_card, tags, employee_id) select tenant_id, order_id, id, created_at, line_number, product_id, variant_id, product_name, variant_name, sku, quantity,
label_barcode, label_price, unit_decimals, unit_price, modifiers, notes, gross, discount, service, tax, total, taxes, stock_uses, category_ids, gift_card, tags, employee_id
from stored, jsonb_populate_recordset( jsonb_populate_record(null::sales.order_item, jsonb_build_object('tenant_id', in_tenant, 'order_id',
in_order)), cast(format('[{"id": "%1$s", "created_at": "%2$s", "line_number": 1, "product_id": "%3$s", "variant_id": "%4$s", "product_name":
"Product", "variant_name": "Regular", "sku": "BENCH-20", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 2000000, "modifiers":
[], "notes": "", "gross": 2000000, "discount": 0, "service": 100000, "tax": 0, "total": 2100000, "taxes": [{"taxRuleId":
"01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800, "amount": 198200}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}, {"id": "%5$s", "created_at": "%2$s", "line_number": 2, "product_id": "%6$s", "variant_id": "%7$s", "product_name": "Product", "variant_name":
"Regular", "sku": "BENCH-18", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 1800000, "modifiers": [], "notes": "", "gross":
1800000, "discount": 0, "service": 90000, "tax": 0, "total": 1890000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive":
true, "base": 1621600, "amount": 178400}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}]', cast(:item1 as text), cast(:now as text),
cast(:product1 as text), cast(:variant1 as text), cast(:item2 as text), cast(:product2 as text), cast(:variant2 as text)) as jsonb)) on conflict
(tenant_id, order_id, id) do nothing), payment as ( insert into sales.order_payment (tenant_id, order_id, id, created_at, payment_number,
payment_type, requested_amount, amount, tendered, change, rounding, tip, reference, gift_card_id, shift_id, gateway_method, gateway_request_hash,
complete_order, status, void_reason, voided_at, charges_in_doubt, transaction_id, transaction_version, instructions, failure, captured_at, refunded,
refunded_while_open, void_shift_id) select tenant_id, order_id, id, created_at, payment_number, payment_type, requested_amount, amount, tendered, change, rounding,
tip, reference, gift_card_id, shift_id, gateway_method, gateway_request_hash, complete_order, status, void_reason, voided_at, charges_in_doubt, transaction_id,
transaction_version, instructions, failure, captured_at, refunded, refunded_while_open, void_shift_id from stored, jsonb_populate_recordset(
jsonb_populate_record(null::sales.order_payment, jsonb_build_object('tenant_id', in_tenant, 'order_id', in_order)), cast(format('[{"id": "%1$s",
"created_at": "%2$s", "payment_number": 1, "payment_type": "CASH", "status": "CAPTURED", "requested_amount": 100000000, "tip": 0, "reference": "",
"void_reason": "", "amount": 3990000, "tendered": 100000000, "rounding": 0, "change": 96010000}]', cast(:payment1 as text), cast(:now as text)) as
jsonb)) on conflict (tenant_id, order_id, id) do update set (status, void_reason, voided_at, charges_in_doubt, transaction_id, transaction_version,
instructions, failure, captured_at, refunded, refunded_while_open, void_shift_id) = (excluded.status, excluded.void_reason, excluded.voided_at,
excluded.charges_in_doubt, excluded.transaction_id, excluded.transaction_version, excluded.instructions, excluded.failure, excluded.captured_at,
excluded.refunded, excluded.refunded_while_open, excluded.void_shift_id)), taken as ( insert into sales.taken_id (tenant_id, kind, id) select in_tenant, kind, id from stored,
unnest(cast('{LINE,LINE,PAYMENT}' as text[]), cast(array[:item1, :item2, :payment1] as uuid[])) as wanted (kind, id) order by kind, id on conflict do
nothing returning kind, id) select exists (select from stored) as stored, ( select min(kind) from unnest(cast('{LINE,LINE,PAYMENT}' as text[]),
cast(array[:item1, :item2, :payment1] as uuid[])) as wanted (kind, id) where not exists (select from taken where taken.kind = wanted.kind and taken.id
= wanted.id)) as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant,
'Checkout', cast(:key1 as text), :bytes32, :bytes1136, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash =
excluded.request_hash, response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <=
excluded.created_at returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event1],
array['Order'], array[:order], array[0], array['FloorCompleted'], array['pos.v1.Order'], array[:bytes1133]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;
