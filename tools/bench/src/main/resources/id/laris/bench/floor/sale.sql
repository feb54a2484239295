-- What the database is sent for a sale of two lines in six calls, each with an idempotency key, once Laris has seen the tenant before and sells on.
-- Recorded; CheckoutStatementsTest of the suite says where Laris sends other statements.

-- begin
-- CreateOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
with stored as ( insert into sales.sales_order (tenant_id, id, version, created_at, updated_at, creation_hash, status, order_type, location_id,
register_id, customer_id, customer_name, customer_number, employee_id, employee_name, table_label, notes, external_reference, currency, location,
items, discounts, service_charges, taxes, subtotal, discount_total, service_total, tax_total, inclusive_tax_total, total, receipt_number,
business_date, void_reason, finalized_at, completed_at, voided_at, stock_revision, stock_reserved_until, reward_revision, intended_payment_type, promotions, coupons,
promotions_unavailable, promotion_revision, promotion_facts, shift_id, held_label, held_at, held_by, channel, covers, payments,
payment_unheard_since, in_shift) values (:tenant, :order, cast('0' as integer), cast(:now as timestamptz), cast(:now as timestamptz), cast(null as text),
cast('DRAFT' as text), cast('TYPE_UNSPECIFIED' as text), cast(null as uuid), cast(null as uuid), cast(null as uuid), cast('' as text), cast('' as
text), cast(null as uuid), cast('' as text), cast('' as text), cast('' as text), cast('' as text), cast('IDR' as text), cast(null as jsonb), cast('[]'
as jsonb), cast('[]' as jsonb), cast('[]' as jsonb), cast('[]' as jsonb), cast('0' as bigint), cast('0' as bigint), cast('0' as bigint), cast('0' as
bigint), cast('0' as bigint), cast('0' as bigint), cast(null as text), cast(null as date), cast('' as text), cast(null as timestamptz), cast(null as
timestamptz), cast(null as timestamptz), cast('0' as bigint), cast(null as timestamptz), cast('0' as bigint), cast('TYPE_UNSPECIFIED' as text), cast('[]' as jsonb), cast('[]' as jsonb),
cast('false' as boolean), cast('0' as bigint), cast(null as jsonb), cast(null as uuid), cast('' as text), cast(null as timestamptz), cast(null as uuid), cast('CHANNEL_UNSPECIFIED' as text), cast(0 as integer), cast('[]' as jsonb), cast(null as
timestamptz), cast('false' as boolean)) returning tenant_id as in_tenant, id as in_order) select exists (select from stored) as stored, null as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'CreateOrder',
cast(:key1 as text), :bytes32, :bytes182, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at
returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event4],
array['Order'], array[:order], array[0], array['FloorCreated'], array['pos.v1.DraftChange'], array[:bytes120]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;

-- begin by itself
select last, server_started_at from catalog.feed_number(:tenant);

-- begin by itself
select last, server_started_at from promotion.feed_number(:tenant);

-- begin
-- AddOrderItem
select set_config('app.tenant_id', cast(:tenant as text), true);
with stored as ( update sales.sales_order set version = cast('1' as integer), created_at = cast(:now as timestamptz), updated_at = cast(:now as
timestamptz), creation_hash = cast(null as text), status = cast('DRAFT' as text), order_type = cast('TYPE_UNSPECIFIED' as text), location_id =
cast(null as uuid), register_id = cast(null as uuid), customer_id = cast(null as uuid), customer_name = cast('' as text), customer_number = cast('' as
text), employee_id = cast(null as uuid), employee_name = cast('' as text), table_label = cast('' as text), notes = cast('' as text),
external_reference = cast('' as text), currency = cast('IDR' as text), location = cast(null as jsonb), items = cast(format('[{"id": "%2$s",
"created_at": "%1$s", "line_number": 1, "product_id": "%3$s", "variant_id": "%4$s", "product_name": "Product", "variant_name": "Regular", "sku":
"BENCH-20", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 2000000, "modifiers": [], "notes": "", "gross": 2000000, "discount":
0, "service": 100000, "tax": 0, "total": 2100000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800,
"amount": 198200}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}]', cast(:now as text), cast(:item1 as text), cast(:product1 as text),
cast(:variant1 as text)) as jsonb), discounts = cast('[]' as jsonb), service_charges = cast('[{"serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000, "inclusive": false, "base": 2000000, "amount": 100000}]' as jsonb), taxes
= cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name": "PPN", "ratePpm": 110000, "inclusive": true, "base": 1801800, "amount":
198200}]' as jsonb), subtotal = cast('2000000' as bigint), discount_total = cast('0' as bigint), service_total = cast('100000' as bigint), tax_total =
cast('0' as bigint), inclusive_tax_total = cast('198200' as bigint), total = cast('2100000' as bigint), receipt_number = cast(null as text),
business_date = cast(null as date), void_reason = cast('' as text), finalized_at = cast(null as timestamptz), completed_at = cast(null as
timestamptz), voided_at = cast(null as timestamptz), stock_revision = cast('0' as bigint), stock_reserved_until = cast(null as timestamptz),
reward_revision = cast('0' as bigint), intended_payment_type = cast('TYPE_UNSPECIFIED' as text), promotions = cast('[]' as jsonb),
coupons = cast('[]' as jsonb), promotions_unavailable = cast('false' as boolean), promotion_revision = cast('0' as bigint), promotion_facts = cast(null as jsonb), shift_id = cast(null as uuid), held_label = cast('' as text), held_at = cast(null as timestamptz), held_by = cast(null as uuid), channel = cast('CHANNEL_UNSPECIFIED' as text), covers = cast(0 as integer) where tenant_id = :tenant and id = :order and version = 0 returning tenant_id as in_tenant, id as in_order),
taken as ( insert into sales.taken_id (tenant_id, kind, id) select in_tenant, kind, id from stored, unnest(cast('{LINE}' as text[]),
cast(array[:item1] as uuid[])) as wanted (kind, id) order by kind, id on conflict do nothing returning kind, id) select exists (select from stored) as
stored, ( select min(kind) from unnest(cast('{LINE}' as text[]), cast(array[:item1] as uuid[])) as wanted (kind, id) where not exists (select from
taken where taken.kind = wanted.kind and taken.id = wanted.id)) as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'AddOrderItem',
cast(:key2 as text), :bytes32, :bytes897, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at
returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event5],
array['Order'], array[:order], array[1], array['FloorChanged'], array['pos.v1.DraftChange'], array[:bytes210]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;

-- begin by itself
select last, server_started_at from catalog.feed_number(:tenant);

-- begin by itself
select last, server_started_at from promotion.feed_number(:tenant);

-- begin
-- AddOrderItem
select set_config('app.tenant_id', cast(:tenant as text), true);
with stored as ( update sales.sales_order set version = cast('2' as integer), created_at = cast(:now as timestamptz), updated_at = cast(:now as
timestamptz), creation_hash = cast(null as text), status = cast('DRAFT' as text), order_type = cast('TYPE_UNSPECIFIED' as text), location_id =
cast(null as uuid), register_id = cast(null as uuid), customer_id = cast(null as uuid), customer_name = cast('' as text), customer_number = cast('' as
text), employee_id = cast(null as uuid), employee_name = cast('' as text), table_label = cast('' as text), notes = cast('' as text),
external_reference = cast('' as text), currency = cast('IDR' as text), location = cast(null as jsonb), items = cast(format('[{"id": "%2$s",
"created_at": "%1$s", "line_number": 1, "product_id": "%3$s", "variant_id": "%4$s", "product_name": "Product", "variant_name": "Regular", "sku":
"BENCH-20", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 2000000, "modifiers": [], "notes": "", "gross": 2000000, "discount":
0, "service": 100000, "tax": 0, "total": 2100000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800,
"amount": 198200}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}, {"id": "%5$s", "created_at": "%1$s", "line_number": 2, "product_id":
"%6$s", "variant_id": "%7$s", "product_name": "Product", "variant_name": "Regular", "sku": "BENCH-18", "quantity": 1, "label_barcode": "",
"unit_decimals": 0, "unit_price": 1800000, "modifiers": [], "notes": "", "gross": 1800000, "discount": 0, "service": 90000, "tax": 0, "total":
1890000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1621600, "amount": 178400}], "stock_uses": [],
"category_ids": [], "gift_card": false, "tags": []}]', cast(:now as text), cast(:item1 as text), cast(:product1 as text), cast(:variant1 as text), cast(:item2 as
text), cast(:product2 as text), cast(:variant2 as text)) as jsonb), discounts = cast('[]' as jsonb), service_charges = cast('[{"serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000, "inclusive": false, "base": 3800000, "amount": 190000}]' as jsonb), taxes
= cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name": "PPN", "ratePpm": 110000, "inclusive": true, "base": 3423400, "amount":
376600}]' as jsonb), subtotal = cast('3800000' as bigint), discount_total = cast('0' as bigint), service_total = cast('190000' as bigint), tax_total =
cast('0' as bigint), inclusive_tax_total = cast('376600' as bigint), total = cast('3990000' as bigint), receipt_number = cast(null as text),
business_date = cast(null as date), void_reason = cast('' as text), finalized_at = cast(null as timestamptz), completed_at = cast(null as
timestamptz), voided_at = cast(null as timestamptz), stock_revision = cast('0' as bigint), stock_reserved_until = cast(null as timestamptz),
reward_revision = cast('0' as bigint), intended_payment_type = cast('TYPE_UNSPECIFIED' as text), promotions = cast('[]' as jsonb),
coupons = cast('[]' as jsonb), promotions_unavailable = cast('false' as boolean), promotion_revision = cast('0' as bigint), promotion_facts = cast(null as jsonb), shift_id = cast(null as uuid), held_label = cast('' as text), held_at = cast(null as timestamptz), held_by = cast(null as uuid), channel = cast('CHANNEL_UNSPECIFIED' as text), covers = cast(0 as integer) where tenant_id = :tenant and id = :order and version = 1 returning tenant_id as in_tenant, id as in_order),
taken as ( insert into sales.taken_id (tenant_id, kind, id) select in_tenant, kind, id from stored, unnest(cast('{LINE}' as text[]),
cast(array[:item2] as uuid[])) as wanted (kind, id) order by kind, id on conflict do nothing returning kind, id) select exists (select from stored) as
stored, ( select min(kind) from unnest(cast('{LINE}' as text[]), cast(array[:item2] as uuid[])) as wanted (kind, id) where not exists (select from
taken where taken.kind = wanted.kind and taken.id = wanted.id)) as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'AddOrderItem',
cast(:key3 as text), :bytes32, :bytes1176, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at
returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event6],
array['Order'], array[:order], array[2], array['FloorChanged'], array['pos.v1.DraftChange'], array[:bytes210]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;

-- begin by itself
select last, server_started_at from catalog.feed_number(:tenant);

-- begin by itself
select last, server_started_at from promotion.feed_number(:tenant);

-- begin
-- FinalizeOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
with stored as ( update sales.sales_order set version = cast('3' as integer), created_at = cast(:now as timestamptz), updated_at = cast(:now as
timestamptz), creation_hash = cast(null as text), status = cast('OPEN' as text), order_type = cast('TYPE_UNSPECIFIED' as text), location_id =
cast(null as uuid), register_id = cast(null as uuid), customer_id = cast(null as uuid), customer_name = cast('' as text), customer_number = cast('' as
text), employee_id = cast(null as uuid), employee_name = cast('' as text), table_label = cast('' as text), notes = cast('' as text),
external_reference = cast('' as text), currency = cast('IDR' as text), location = cast(null as jsonb), items = cast(format('[{"id": "%2$s",
"created_at": "%1$s", "line_number": 1, "product_id": "%3$s", "variant_id": "%4$s", "product_name": "Product", "variant_name": "Regular", "sku":
"BENCH-20", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 2000000, "modifiers": [], "notes": "", "gross": 2000000, "discount":
0, "service": 100000, "tax": 0, "total": 2100000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800,
"amount": 198200}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}, {"id": "%5$s", "created_at": "%1$s", "line_number": 2, "product_id":
"%6$s", "variant_id": "%7$s", "product_name": "Product", "variant_name": "Regular", "sku": "BENCH-18", "quantity": 1, "label_barcode": "",
"unit_decimals": 0, "unit_price": 1800000, "modifiers": [], "notes": "", "gross": 1800000, "discount": 0, "service": 90000, "tax": 0, "total":
1890000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1621600, "amount": 178400}], "stock_uses": [],
"category_ids": [], "gift_card": false, "tags": []}]', cast(:now as text), cast(:item1 as text), cast(:product1 as text), cast(:variant1 as text), cast(:item2 as
text), cast(:product2 as text), cast(:variant2 as text)) as jsonb), discounts = cast('[]' as jsonb), service_charges = cast('[{"serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000, "inclusive": false, "base": 3800000, "amount": 190000}]' as jsonb), taxes
= cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name": "PPN", "ratePpm": 110000, "inclusive": true, "base": 3423400, "amount":
376600}]' as jsonb), subtotal = cast('3800000' as bigint), discount_total = cast('0' as bigint), service_total = cast('190000' as bigint), tax_total =
cast('0' as bigint), inclusive_tax_total = cast('376600' as bigint), total = cast('3990000' as bigint), receipt_number = cast(null as text),
business_date = cast(null as date), void_reason = cast('' as text), finalized_at = cast(:now as timestamptz), completed_at = cast(null as
timestamptz), voided_at = cast(null as timestamptz), stock_revision = cast('0' as bigint), stock_reserved_until = cast(null as timestamptz),
reward_revision = cast('0' as bigint), intended_payment_type = cast('TYPE_UNSPECIFIED' as text), promotions = cast('[]' as jsonb),
coupons = cast('[]' as jsonb), promotions_unavailable = cast('false' as boolean), promotion_revision = cast('0' as bigint), promotion_facts = cast(null as jsonb), shift_id = cast(null as uuid), held_label = cast('' as text), held_at = cast(null as timestamptz), held_by = cast(null as uuid), channel = cast('CHANNEL_UNSPECIFIED' as text), covers = cast(0 as integer) where tenant_id = :tenant and id = :order and version = 2 returning tenant_id as in_tenant, id as in_order)
select exists (select from stored) as stored, null as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant,
'FinalizeOrder', cast(:key4 as text), :bytes32, :bytes919, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash =
excluded.request_hash, response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <=
excluded.created_at returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event1],
array['Order'], array[:order], array[3], array['FloorFinalized'], array['pos.v1.Order'], array[:bytes916]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;

-- begin
-- AddPayment
select set_config('app.tenant_id', cast(:tenant as text), true);
select to_jsonb(o) from sales.sales_order o where tenant_id = :tenant and id = any(cast(array[:order] as uuid[])) order by id for no key update;
with stored as ( update sales.sales_order set version = cast('4' as integer), created_at = cast(:now as timestamptz), updated_at = cast(:now as
timestamptz), creation_hash = cast(null as text), status = cast('OPEN' as text), order_type = cast('TYPE_UNSPECIFIED' as text), location_id =
cast(null as uuid), register_id = cast(null as uuid), customer_id = cast(null as uuid), customer_name = cast('' as text), customer_number = cast('' as
text), employee_id = cast(null as uuid), employee_name = cast('' as text), table_label = cast('' as text), notes = cast('' as text),
external_reference = cast('' as text), currency = cast('IDR' as text), location = cast(null as jsonb), items = cast(format('[{"id": "%2$s",
"created_at": "%1$s", "line_number": 1, "product_id": "%3$s", "variant_id": "%4$s", "product_name": "Product", "variant_name": "Regular", "sku":
"BENCH-20", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price": 2000000, "modifiers": [], "notes": "", "gross": 2000000, "discount":
0, "service": 100000, "tax": 0, "total": 2100000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800,
"amount": 198200}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}, {"id": "%5$s", "created_at": "%1$s", "line_number": 2, "product_id":
"%6$s", "variant_id": "%7$s", "product_name": "Product", "variant_name": "Regular", "sku": "BENCH-18", "quantity": 1, "label_barcode": "",
"unit_decimals": 0, "unit_price": 1800000, "modifiers": [], "notes": "", "gross": 1800000, "discount": 0, "service": 90000, "tax": 0, "total":
1890000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1621600, "amount": 178400}], "stock_uses": [],
"category_ids": [], "gift_card": false, "tags": []}]', cast(:now as text), cast(:item1 as text), cast(:product1 as text), cast(:variant1 as text), cast(:item2 as
text), cast(:product2 as text), cast(:variant2 as text)) as jsonb), discounts = cast('[]' as jsonb), service_charges = cast('[{"serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000, "inclusive": false, "base": 3800000, "amount": 190000}]' as jsonb), taxes
= cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name": "PPN", "ratePpm": 110000, "inclusive": true, "base": 3423400, "amount":
376600}]' as jsonb), subtotal = cast('3800000' as bigint), discount_total = cast('0' as bigint), service_total = cast('190000' as bigint), tax_total =
cast('0' as bigint), inclusive_tax_total = cast('376600' as bigint), total = cast('3990000' as bigint), receipt_number = cast(null as text),
business_date = cast(null as date), void_reason = cast('' as text), finalized_at = cast(:now as timestamptz), completed_at = cast(null as
timestamptz), voided_at = cast(null as timestamptz), stock_revision = cast('0' as bigint), stock_reserved_until = cast(null as timestamptz),
reward_revision = cast('0' as bigint), intended_payment_type = cast('TYPE_UNSPECIFIED' as text), promotions = cast('[]' as jsonb),
coupons = cast('[]' as jsonb), promotions_unavailable = cast('false' as boolean), promotion_revision = cast('0' as bigint), promotion_facts = cast(null as jsonb), shift_id = cast(null as uuid), held_label = cast('' as text), held_at = cast(null as timestamptz), held_by = cast(null as uuid), channel = cast('CHANNEL_UNSPECIFIED' as text), covers = cast(0 as integer), payments = cast(format('[{"id": "%2$s", "created_at": "%1$s", "payment_number": 1, "payment_type": "CASH",
"status": "CAPTURED", "requested_amount": 3990000, "tip": 0, "reference": "", "void_reason": "", "amount": 3990000, "tendered": 3990000, "rounding":
0, "change": 0}]', cast(:now as text), cast(:payment1 as text)) as jsonb), payment_unheard_since = cast(null as timestamptz), in_shift = cast('false' as boolean) where tenant_id = :tenant
and id = :order and version = 3 returning tenant_id as in_tenant, id as in_order), taken as ( insert into sales.taken_id (tenant_id, kind, id) select
in_tenant, kind, id from stored, unnest(cast('{PAYMENT}' as text[]), cast(array[:payment1] as uuid[])) as wanted (kind, id) order by kind, id on
conflict do nothing returning kind, id) select exists (select from stored) as stored, ( select min(kind) from unnest(cast('{PAYMENT}' as text[]),
cast(array[:payment1] as uuid[])) as wanted (kind, id) where not exists (select from taken where taken.kind = wanted.kind and taken.id = wanted.id))
as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant,
'AddPayment', cast(:key5 as text), :bytes32, :bytes1245, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash =
excluded.request_hash, response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <=
excluded.created_at returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event2],
array['Order'], array[:order], array[4], array['FloorPaid'], array['pos.v1.Order'], array[:bytes1077]) with ordinality as event (id, aggregate_type,
aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;

-- begin
-- CompleteOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
select to_jsonb(o) from sales.sales_order o where tenant_id = :tenant and id = any(cast(array[:order] as uuid[])) order by id for no key update;
-- keep number
insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number, location_id) values (:tenant, 'POS', :today, 1, null) on
conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1 where counter.location_id is not distinct from
excluded.location_id returning last_number;
with stored as ( update sales.sales_order set version = cast('5' as integer), created_at = cast(:now as timestamptz), updated_at = cast(:now as
timestamptz), creation_hash = cast(null as text), status = cast('COMPLETED' as text), order_type = cast('TYPE_UNSPECIFIED' as text), location_id =
cast(null as uuid), register_id = cast(null as uuid), customer_id = cast(null as uuid), customer_name = cast('' as text), customer_number = cast('' as
text), employee_id = cast(null as uuid), employee_name = cast('' as text), table_label = cast('' as text), notes = cast('' as text),
external_reference = cast('' as text), currency = cast('IDR' as text), location = cast(null as jsonb), items = cast(null as jsonb), discounts =
cast('[]' as jsonb), service_charges = cast('[{"serviceChargeId": "01a20201-4d6e-7792-9cb6-7d07d636b635", "name": "Service", "ratePpm": 50000,
"inclusive": false, "base": 3800000, "amount": 190000}]' as jsonb), taxes = cast('[{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "name":
"PPN", "ratePpm": 110000, "inclusive": true, "base": 3423400, "amount": 376600}]' as jsonb), subtotal = cast('3800000' as bigint), discount_total =
cast('0' as bigint), service_total = cast('190000' as bigint), tax_total = cast('0' as bigint), inclusive_tax_total = cast('376600' as bigint), total
= cast('3990000' as bigint), receipt_number = cast(format('POS-%1$s-%2$s', cast(:today as text), cast(:number as text)) as text), business_date =
cast(:today as date), void_reason = cast('' as text), finalized_at = cast(:now as timestamptz), completed_at = cast(:now as timestamptz), voided_at =
cast(null as timestamptz), stock_revision = cast('0' as bigint), stock_reserved_until = cast(null as timestamptz), reward_revision = cast('0' as bigint), intended_payment_type = cast('TYPE_UNSPECIFIED' as text), promotions = cast('[]' as jsonb),
coupons = cast('[]' as jsonb), promotions_unavailable = cast('false' as boolean), promotion_revision = cast('0' as bigint), promotion_facts = cast(null as jsonb), shift_id = cast(null as uuid), held_label = cast('' as text), held_at = cast(null as timestamptz), held_by = cast(null as uuid), channel = cast('CHANNEL_UNSPECIFIED' as text), covers = cast(0 as integer), payments = cast(null as jsonb), payment_unheard_since = cast(null as timestamptz), in_shift = cast('false' as boolean) where tenant_id = :tenant and id = :order and version = 4
returning tenant_id as in_tenant, id as in_order) , line as ( insert into sales.order_item (tenant_id, order_id, id, created_at, line_number,
product_id, variant_id, product_name, variant_name, sku, quantity, label_barcode, label_price, unit_decimals, unit_price, modifiers, notes, gross,
discount, service, tax, total, taxes, stock_uses, category_ids, gift_card, tags, employee_id) select tenant_id, order_id, id, created_at, line_number, product_id,
variant_id, product_name, variant_name, sku, quantity, label_barcode, label_price, unit_decimals, unit_price, modifiers, notes, gross, discount,
service, tax, total, taxes, stock_uses, category_ids, gift_card, tags, employee_id
from stored, jsonb_populate_recordset( jsonb_populate_record(null::sales.order_item,
jsonb_build_object('tenant_id', in_tenant, 'order_id', in_order)), cast(format('[{"id": "%1$s", "created_at": "%2$s", "line_number": 1, "product_id":
"%3$s", "variant_id": "%4$s", "product_name": "Product", "variant_name": "Regular", "sku": "BENCH-20", "quantity": 1, "label_barcode": "",
"unit_decimals": 0, "unit_price": 2000000, "modifiers": [], "notes": "", "gross": 2000000, "discount": 0, "service": 100000, "tax": 0, "total":
2100000, "taxes": [{"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1801800, "amount": 198200}], "stock_uses": [],
"category_ids": [], "gift_card": false, "tags": []}, {"id": "%5$s", "created_at": "%2$s", "line_number": 2, "product_id": "%6$s", "variant_id": "%7$s",
"product_name": "Product", "variant_name": "Regular", "sku": "BENCH-18", "quantity": 1, "label_barcode": "", "unit_decimals": 0, "unit_price":
1800000, "modifiers": [], "notes": "", "gross": 1800000, "discount": 0, "service": 90000, "tax": 0, "total": 1890000, "taxes": [{"taxRuleId":
"01a20201-4d56-7435-9351-b6e8453e7a19", "inclusive": true, "base": 1621600, "amount": 178400}], "stock_uses": [], "category_ids": [], "gift_card": false, "tags": []}]', cast(:item1 as text), cast(:now as text), cast(:product1 as text), cast(:variant1 as text), cast(:item2 as text), cast(:product2 as text),
cast(:variant2 as text)) as jsonb)) on conflict (tenant_id, order_id, id) do nothing), payment as ( insert into sales.order_payment (tenant_id,
order_id, id, created_at, payment_number, payment_type, requested_amount, amount, tendered, change, rounding, tip, reference, gift_card_id, shift_id,
gateway_method, gateway_request_hash, complete_order, status, void_reason, voided_at, charges_in_doubt, transaction_id, transaction_version,
instructions, failure, captured_at, refunded, refunded_while_open, void_shift_id) select tenant_id, order_id, id, created_at, payment_number, payment_type,
requested_amount, amount, tendered, change, rounding, tip, reference, gift_card_id, shift_id, gateway_method, gateway_request_hash, complete_order, status,
void_reason, voided_at, charges_in_doubt, transaction_id, transaction_version, instructions, failure, captured_at, refunded, refunded_while_open, void_shift_id from
stored, jsonb_populate_recordset( jsonb_populate_record(null::sales.order_payment, jsonb_build_object('tenant_id', in_tenant, 'order_id', in_order)),
cast(format('[{"id": "%1$s", "created_at": "%2$s", "payment_number": 1, "payment_type": "CASH", "status": "CAPTURED", "requested_amount": 3990000,
"tip": 0, "reference": "", "void_reason": "", "amount": 3990000, "tendered": 3990000, "rounding": 0, "change": 0}]', cast(:payment1 as text),
cast(:now as text)) as jsonb)) on conflict (tenant_id, order_id, id) do update set (status, void_reason, voided_at, charges_in_doubt, transaction_id,
transaction_version, instructions, failure, captured_at, refunded, refunded_while_open, void_shift_id) = (excluded.status, excluded.void_reason, excluded.voided_at,
excluded.charges_in_doubt, excluded.transaction_id, excluded.transaction_version, excluded.instructions, excluded.failure, excluded.captured_at,
excluded.refunded, excluded.refunded_while_open, excluded.void_shift_id)) select exists (select from stored) as stored, null as refused;
with answered as ( insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant,
'CompleteOrder', cast(:key6 as text), :bytes32, :bytes1125, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash =
excluded.request_hash, response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <=
excluded.created_at returning 1), counter as ( insert into sales.feed_counter as counter (tenant_id, last) select :tenant, 1 from answered on conflict
(tenant_id) do update set last = counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor) select :tenant, counter.last - 1 + event.place, event.id,
event.aggregate_type, event.aggregate_id, event.sequence, event.type, event.payload_type, event.payload, :now, :bytes110 from counter, unnest(array[:event3],
array['Order'], array[:order], array[5], array['FloorCompleted'], array['pos.v1.Order'], array[:bytes1122]) with ordinality as event (id,
aggregate_type, aggregate_id, sequence, type, payload_type, payload, place) ) select last from counter;
