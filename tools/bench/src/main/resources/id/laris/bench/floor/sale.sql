-- What the database is sent for a sale of two lines in six calls, each with an idempotency key, once Laris has seen the tenant before and sells on.
-- Recorded; CheckoutStatementsTest of the suite says where Laris sends other statements.

-- begin
-- CreateOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
insert into sales.sales_order (business_date, completed_at, created_at, creation_hash, currency, location_id, register_id, customer_id, employee_id,
employee_name, order_type, table_label, notes, external_reference, discounts, edits, finalized_at, location, receipt_number, service_charges, status,
stock_reserved_until, stock_revision, taxes, tenant_id, subtotal, discount_total, service_total, tax_total, inclusive_tax_total, total, updated_at,
version, void_reason, voided_at, id) values (null, null, :now, null, 'IDR', null, null, null, null, '', 'TYPE_UNSPECIFIED', '', '', '', '[]', 0, null,
null, null, '[]', 'DRAFT', null, 0, '[]', :tenant, 0, 0, 0, 0, 0, 0, :now, 0, '', null, :order);
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'CreateOrder',
cast(:key1 as text), :bytes32, :bytes182, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price,
i1_0.line_number, i1_0.modifiers, i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax,
i1_0.taxes, i1_0.tenant_id, i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version,
o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision, o1_0.taxes, o1_0.tenant_id,
o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total, o1_0.updated_at, o1_0.version,
o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 left join sales.order_item i1_0 on o1_0.id=i1_0.order_id where o1_0.tenant_id = :tenant
and o1_0.id=:order order by i1_0.line_number;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
with recursive wanted as ( select * from catalog.variant where id = any(array[:variant1]) union all select * from catalog.variant where product_id =
any('{}') and active and deleted_at is null), sold as ( select p.* from catalog.product p where p.id in (select unnest(cast('{}' as uuid[])) union
select product_id from wanted)), above (category_id, id, parent_id, level) as ( select c.id, c.id, c.parent_id, 1 from catalog.category c where c.id
in (select category_id from sold) union all select above.category_id, c.id, c.parent_id, above.level + 1 from above join catalog.category c on c.id =
above.parent_id where above.level < 8), path as (select category_id, array_agg(id) as ids from above group by category_id) select p.id as product_id,
p.name as product_name, p.sku as product_sku, p.category_id, path.ids as category_path, p.tax_rule_ids, p.tax_exempt, p.track_stock, p.active and
p.deleted_at is null as product_sellable, v.id as variant_id, v.name as variant_name, v.sku as variant_sku, v.unit, v.cost_amount, v.cost_currency,
v.active and v.deleted_at is null as variant_active, v.stock_quantity, (select true from catalog.variant_component c where c.variant_id = v.id limit
1) as composite from sold p left join path on path.category_id = p.category_id left join wanted v on v.product_id = p.id;
select * from catalog.price where deleted_at is null and variant_id = any(array[:variant1]) and currency = 'IDR' and (location_id is null or
location_id = cast(null as uuid)) and (starts_at is null or starts_at <= :now) and (ends_at is null or ends_at > :now);
with offered as ( select a.product_id, a.sort_order, g.id, g.name, g.min_select, g.max_select from catalog.product_modifier_group a join
catalog.modifier_group g on g.tenant_id = a.tenant_id and g.id = a.modifier_group_id where a.product_id = any(array[:product1]) and g.deleted_at is
null), chosen as ( select m.id, m.group_id, m.name, m.price_amount, m.price_currency, m.sort_order, m.active and m.deleted_at is null as available
from catalog.modifier m where m.id = any('{}')) select offered.product_id, offered.id as group_id, offered.name as group_name, offered.min_select,
offered.max_select, chosen.id as modifier_id, chosen.group_id as modifier_group_id, chosen.name as modifier_name, chosen.price_amount,
chosen.price_currency, chosen.sort_order as modifier_sort_order, chosen.available from offered full join chosen on chosen.group_id = offered.id order
by offered.sort_order, offered.id;

-- begin
-- AddOrderItem
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision,
o1_0.taxes, o1_0.tenant_id, o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total,
o1_0.updated_at, o1_0.version, o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 where o1_0.tenant_id = :tenant and o1_0.id=:order for no
key update of o1_0;
select i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price, i1_0.line_number, i1_0.modifiers,
i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax, i1_0.taxes, i1_0.tenant_id,
i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version from sales.order_item i1_0 where
i1_0.order_id=:order order by i1_0.line_number;
insert into sales.order_item (created_at, discount, gross, label_barcode, label_price, line_number, modifiers, notes, order_id, product_id,
product_name, quantity, service, sku, stock_uses, tax, taxes, tenant_id, total, unit_decimals, unit_price, updated_at, variant_id, variant_name,
version, id) values (:now, 0, 500000, '', null, 1, '[]', '', :order, :product1, 'Product', 1, 25000, 'BENCH-5', '[]', 0, '[{"base": 450500, "amount":
49500, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', :tenant, 525000, 0, 500000, :now, :variant1, 'Regular', 0, :item1);
update sales.sales_order set business_date=null, completed_at=null, location_id=null, register_id=null, customer_id=null, employee_id=null, employee_name='',
order_type='TYPE_UNSPECIFIED', table_label='', notes='', external_reference='', discounts='[]', edits=1, finalized_at=null, location=null,
receipt_number=null, service_charges='[{"base": 500000, "name": "Service", "amount": 25000, "ratePpm": 50000, "inclusive": false, "serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635"}]', status='DRAFT', stock_reserved_until=null, stock_revision=0, taxes='[{"base": 450500, "name": "PPN",
"amount": 49500, "ratePpm": 110000, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', subtotal=500000, discount_total=0,
service_total=25000, tax_total=0, inclusive_tax_total=49500, total=525000, updated_at=:now, version=1, void_reason='', voided_at=null where id=:order
and tenant_id=:tenant and version=0;
select p1_0.order_id, p1_0.id, p1_0.amount, p1_0.change, p1_0.created_at, p1_0.captured_at, p1_0.charges_in_doubt, p1_0.complete_order, p1_0.failure,
p1_0.instructions, p1_0.gateway_method, p1_0.refunded, p1_0.refunded_while_open, p1_0.gateway_request_hash, p1_0.transaction_id,
p1_0.transaction_version, p1_0.payment_number, p1_0.reference, p1_0.requested_amount, p1_0.rounding, p1_0.status, p1_0.tenant_id, p1_0.tendered,
p1_0.tip, p1_0.payment_type, p1_0.updated_at, p1_0.version, p1_0.void_reason, p1_0.voided_at from sales.order_payment p1_0 where p1_0.order_id=:order
order by p1_0.payment_number, p1_0.id;
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'AddOrderItem',
cast(:key2 as text), :bytes32, :bytes897, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price,
i1_0.line_number, i1_0.modifiers, i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax,
i1_0.taxes, i1_0.tenant_id, i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version,
o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision, o1_0.taxes, o1_0.tenant_id,
o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total, o1_0.updated_at, o1_0.version,
o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 left join sales.order_item i1_0 on o1_0.id=i1_0.order_id where o1_0.tenant_id = :tenant
and o1_0.id=:order order by i1_0.line_number;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
with recursive wanted as ( select * from catalog.variant where id = any(array[:variant1, :variant2]) union all select * from catalog.variant where
product_id = any('{}') and active and deleted_at is null), sold as ( select p.* from catalog.product p where p.id in (select unnest(cast('{}' as
uuid[])) union select product_id from wanted)), above (category_id, id, parent_id, level) as ( select c.id, c.id, c.parent_id, 1 from catalog.category
c where c.id in (select category_id from sold) union all select above.category_id, c.id, c.parent_id, above.level + 1 from above join catalog.category
c on c.id = above.parent_id where above.level < 8), path as (select category_id, array_agg(id) as ids from above group by category_id) select p.id as
product_id, p.name as product_name, p.sku as product_sku, p.category_id, path.ids as category_path, p.tax_rule_ids, p.tax_exempt, p.track_stock,
p.active and p.deleted_at is null as product_sellable, v.id as variant_id, v.name as variant_name, v.sku as variant_sku, v.unit, v.cost_amount,
v.cost_currency, v.active and v.deleted_at is null as variant_active, v.stock_quantity, (select true from catalog.variant_component c where
c.variant_id = v.id limit 1) as composite from sold p left join path on path.category_id = p.category_id left join wanted v on v.product_id = p.id;
select * from catalog.price where deleted_at is null and variant_id = any(array[:variant1, :variant2]) and currency = 'IDR' and (location_id is null
or location_id = cast(null as uuid)) and (starts_at is null or starts_at <= :now) and (ends_at is null or ends_at > :now);
with offered as ( select a.product_id, a.sort_order, g.id, g.name, g.min_select, g.max_select from catalog.product_modifier_group a join
catalog.modifier_group g on g.tenant_id = a.tenant_id and g.id = a.modifier_group_id where a.product_id = any(array[:product2, :product1]) and
g.deleted_at is null), chosen as ( select m.id, m.group_id, m.name, m.price_amount, m.price_currency, m.sort_order, m.active and m.deleted_at is null
as available from catalog.modifier m where m.id = any('{}')) select offered.product_id, offered.id as group_id, offered.name as group_name,
offered.min_select, offered.max_select, chosen.id as modifier_id, chosen.group_id as modifier_group_id, chosen.name as modifier_name,
chosen.price_amount, chosen.price_currency, chosen.sort_order as modifier_sort_order, chosen.available from offered full join chosen on
chosen.group_id = offered.id order by offered.sort_order, offered.id;

-- begin
-- AddOrderItem
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision,
o1_0.taxes, o1_0.tenant_id, o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total,
o1_0.updated_at, o1_0.version, o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 where o1_0.tenant_id = :tenant and o1_0.id=:order for no
key update of o1_0;
select i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price, i1_0.line_number, i1_0.modifiers,
i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax, i1_0.taxes, i1_0.tenant_id,
i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version from sales.order_item i1_0 where
i1_0.order_id=:order order by i1_0.line_number;
insert into sales.order_item (created_at, discount, gross, label_barcode, label_price, line_number, modifiers, notes, order_id, product_id,
product_name, quantity, service, sku, stock_uses, tax, taxes, tenant_id, total, unit_decimals, unit_price, updated_at, variant_id, variant_name,
version, id) values (:now, 0, 1600000, '', null, 2, '[]', '', :order, :product2, 'Product', 1, 80000, 'BENCH-16', '[]', 0, '[{"base": 1441400,
"amount": 158600, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', :tenant, 1680000, 0, 1600000, :now, :variant2, 'Regular',
0, :item2);
update sales.sales_order set business_date=null, completed_at=null, location_id=null, register_id=null, customer_id=null, employee_id=null, employee_name='',
order_type='TYPE_UNSPECIFIED', table_label='', notes='', external_reference='', discounts='[]', edits=2, finalized_at=null, location=null,
receipt_number=null, service_charges='[{"base": 2100000, "name": "Service", "amount": 105000, "ratePpm": 50000, "inclusive": false, "serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635"}]', status='DRAFT', stock_reserved_until=null, stock_revision=0, taxes='[{"base": 1891900, "name": "PPN",
"amount": 208100, "ratePpm": 110000, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', subtotal=2100000, discount_total=0,
service_total=105000, tax_total=0, inclusive_tax_total=208100, total=2205000, updated_at=:now, version=2, void_reason='', voided_at=null where
id=:order and tenant_id=:tenant and version=1;
select p1_0.order_id, p1_0.id, p1_0.amount, p1_0.change, p1_0.created_at, p1_0.captured_at, p1_0.charges_in_doubt, p1_0.complete_order, p1_0.failure,
p1_0.instructions, p1_0.gateway_method, p1_0.refunded, p1_0.refunded_while_open, p1_0.gateway_request_hash, p1_0.transaction_id,
p1_0.transaction_version, p1_0.payment_number, p1_0.reference, p1_0.requested_amount, p1_0.rounding, p1_0.status, p1_0.tenant_id, p1_0.tendered,
p1_0.tip, p1_0.payment_type, p1_0.updated_at, p1_0.version, p1_0.void_reason, p1_0.voided_at from sales.order_payment p1_0 where p1_0.order_id=:order
order by p1_0.payment_number, p1_0.id;
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'AddOrderItem',
cast(:key3 as text), :bytes32, :bytes1176, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price,
i1_0.line_number, i1_0.modifiers, i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax,
i1_0.taxes, i1_0.tenant_id, i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version,
o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision, o1_0.taxes, o1_0.tenant_id,
o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total, o1_0.updated_at, o1_0.version,
o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 left join sales.order_item i1_0 on o1_0.id=i1_0.order_id where o1_0.tenant_id = :tenant
and o1_0.id=:order order by i1_0.line_number;

-- begin read only
select set_config('app.tenant_id', cast(:tenant as text), true);
with recursive wanted as ( select * from catalog.variant where id = any(array[:variant1, :variant2]) union all select * from catalog.variant where
product_id = any('{}') and active and deleted_at is null), sold as ( select p.* from catalog.product p where p.id in (select unnest(cast('{}' as
uuid[])) union select product_id from wanted)), above (category_id, id, parent_id, level) as ( select c.id, c.id, c.parent_id, 1 from catalog.category
c where c.id in (select category_id from sold) union all select above.category_id, c.id, c.parent_id, above.level + 1 from above join catalog.category
c on c.id = above.parent_id where above.level < 8), path as (select category_id, array_agg(id) as ids from above group by category_id) select p.id as
product_id, p.name as product_name, p.sku as product_sku, p.category_id, path.ids as category_path, p.tax_rule_ids, p.tax_exempt, p.track_stock,
p.active and p.deleted_at is null as product_sellable, v.id as variant_id, v.name as variant_name, v.sku as variant_sku, v.unit, v.cost_amount,
v.cost_currency, v.active and v.deleted_at is null as variant_active, v.stock_quantity, (select true from catalog.variant_component c where
c.variant_id = v.id limit 1) as composite from sold p left join path on path.category_id = p.category_id left join wanted v on v.product_id = p.id;
select * from catalog.price where deleted_at is null and variant_id = any(array[:variant1, :variant2]) and currency = 'IDR' and (location_id is null
or location_id = cast(null as uuid)) and (starts_at is null or starts_at <= :now) and (ends_at is null or ends_at > :now);
with offered as ( select a.product_id, a.sort_order, g.id, g.name, g.min_select, g.max_select from catalog.product_modifier_group a join
catalog.modifier_group g on g.tenant_id = a.tenant_id and g.id = a.modifier_group_id where a.product_id = any(array[:product2, :product1]) and
g.deleted_at is null), chosen as ( select m.id, m.group_id, m.name, m.price_amount, m.price_currency, m.sort_order, m.active and m.deleted_at is null
as available from catalog.modifier m where m.id = any('{}')) select offered.product_id, offered.id as group_id, offered.name as group_name,
offered.min_select, offered.max_select, chosen.id as modifier_id, chosen.group_id as modifier_group_id, chosen.name as modifier_name,
chosen.price_amount, chosen.price_currency, chosen.sort_order as modifier_sort_order, chosen.available from offered full join chosen on
chosen.group_id = offered.id order by offered.sort_order, offered.id;

-- begin
-- FinalizeOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision,
o1_0.taxes, o1_0.tenant_id, o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total,
o1_0.updated_at, o1_0.version, o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 where o1_0.tenant_id = :tenant and o1_0.id=:order for no
key update of o1_0;
select i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price, i1_0.line_number, i1_0.modifiers,
i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax, i1_0.taxes, i1_0.tenant_id,
i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version from sales.order_item i1_0 where
i1_0.order_id=:order order by i1_0.line_number;
update sales.sales_order set business_date=null, completed_at=null, location_id=null, register_id=null, customer_id=null, employee_id=null, employee_name='',
order_type='TYPE_UNSPECIFIED', table_label='', notes='', external_reference='', discounts='[]', edits=3, finalized_at=:now, location=null,
receipt_number=null, service_charges='[{"base": 2100000, "name": "Service", "amount": 105000, "ratePpm": 50000, "inclusive": false, "serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635"}]', status='OPEN', stock_reserved_until=null, stock_revision=0, taxes='[{"base": 1891900, "name": "PPN",
"amount": 208100, "ratePpm": 110000, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', subtotal=2100000, discount_total=0,
service_total=105000, tax_total=0, inclusive_tax_total=208100, total=2205000, updated_at=:now, version=3, void_reason='', voided_at=null where
id=:order and tenant_id=:tenant and version=2;
select p1_0.order_id, p1_0.id, p1_0.amount, p1_0.change, p1_0.created_at, p1_0.captured_at, p1_0.charges_in_doubt, p1_0.complete_order, p1_0.failure,
p1_0.instructions, p1_0.gateway_method, p1_0.refunded, p1_0.refunded_while_open, p1_0.gateway_request_hash, p1_0.transaction_id,
p1_0.transaction_version, p1_0.payment_number, p1_0.reference, p1_0.requested_amount, p1_0.rounding, p1_0.status, p1_0.tenant_id, p1_0.tendered,
p1_0.tip, p1_0.payment_type, p1_0.updated_at, p1_0.version, p1_0.void_reason, p1_0.voided_at from sales.order_payment p1_0 where p1_0.order_id=:order
order by p1_0.payment_number, p1_0.id;
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'FinalizeOrder',
cast(:key4 as text), :bytes32, :bytes919, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;
with counter as ( insert into sales.feed_counter as counter (tenant_id, last) values (:tenant, 1) on conflict (tenant_id) do update set last =
counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id, aggregate_type, aggregate_id, sequence,
type, payload_type, payload, occurred_at) select :tenant, counter.last - 1 + event.place, event.id, event.aggregate_type, event.aggregate_id,
event.sequence, event.type, event.payload_type, event.payload, :now from counter, unnest(array[:event1], array['Order'], array[:order], array[3],
array['FloorFinalized'], array['pos.v1.Order'], array[:bytes916]) with ordinality as event (id, aggregate_type, aggregate_id, sequence, type,
payload_type, payload, place) ) select last from counter;

-- begin
-- AddPayment
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision,
o1_0.taxes, o1_0.tenant_id, o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total,
o1_0.updated_at, o1_0.version, o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 where o1_0.tenant_id = :tenant and o1_0.id=:order for no
key update of o1_0;
select p1_0.order_id, p1_0.id, p1_0.amount, p1_0.change, p1_0.created_at, p1_0.captured_at, p1_0.charges_in_doubt, p1_0.complete_order, p1_0.failure,
p1_0.instructions, p1_0.gateway_method, p1_0.refunded, p1_0.refunded_while_open, p1_0.gateway_request_hash, p1_0.transaction_id,
p1_0.transaction_version, p1_0.payment_number, p1_0.reference, p1_0.requested_amount, p1_0.rounding, p1_0.status, p1_0.tenant_id, p1_0.tendered,
p1_0.tip, p1_0.payment_type, p1_0.updated_at, p1_0.version, p1_0.void_reason, p1_0.voided_at from sales.order_payment p1_0 where p1_0.order_id=:order
order by p1_0.payment_number, p1_0.id;
insert into sales.order_payment (amount, change, created_at, captured_at, charges_in_doubt, complete_order, failure, instructions, gateway_method,
refunded, refunded_while_open, gateway_request_hash, transaction_id, transaction_version, order_id, payment_number, reference, requested_amount,
rounding, status, tenant_id, tendered, tip, payment_type, updated_at, version, void_reason, voided_at, id) values (2205000, 0, :now, null, null, null,
null, null, null, null, null, null, null, null, :order, 1, '', 2205000, 0, 'CAPTURED', :tenant, 2205000, 0, 'CASH', :now, 0, '', null, :payment1);
update sales.sales_order set business_date=null, completed_at=null, location_id=null, register_id=null, customer_id=null, employee_id=null, employee_name='',
order_type='TYPE_UNSPECIFIED', table_label='', notes='', external_reference='', discounts='[]', edits=4, finalized_at=:now, location=null,
receipt_number=null, service_charges='[{"base": 2100000, "name": "Service", "amount": 105000, "ratePpm": 50000, "inclusive": false, "serviceChargeId":
"01a20201-4d6e-7792-9cb6-7d07d636b635"}]', status='OPEN', stock_reserved_until=null, stock_revision=0, taxes='[{"base": 1891900, "name": "PPN",
"amount": 208100, "ratePpm": 110000, "inclusive": true, "taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', subtotal=2100000, discount_total=0,
service_total=105000, tax_total=0, inclusive_tax_total=208100, total=2205000, updated_at=:now, version=4, void_reason='', voided_at=null where
id=:order and tenant_id=:tenant and version=3;
select i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price, i1_0.line_number, i1_0.modifiers,
i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax, i1_0.taxes, i1_0.tenant_id,
i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version from sales.order_item i1_0 where
i1_0.order_id=:order order by i1_0.line_number;
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'AddPayment',
cast(:key5 as text), :bytes32, :bytes1245, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;
with counter as ( insert into sales.feed_counter as counter (tenant_id, last) values (:tenant, 1) on conflict (tenant_id) do update set last =
counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id, aggregate_type, aggregate_id, sequence,
type, payload_type, payload, occurred_at) select :tenant, counter.last - 1 + event.place, event.id, event.aggregate_type, event.aggregate_id,
event.sequence, event.type, event.payload_type, event.payload, :now from counter, unnest(array[:event2], array['Order'], array[:order], array[4],
array['FloorPaid'], array['pos.v1.Order'], array[:bytes1077]) with ordinality as event (id, aggregate_type, aggregate_id, sequence, type,
payload_type, payload, place) ) select last from counter;

-- begin
-- CompleteOrder
select set_config('app.tenant_id', cast(:tenant as text), true);
select o1_0.id, o1_0.business_date, o1_0.completed_at, o1_0.created_at, o1_0.creation_hash, o1_0.currency, o1_0.location_id, o1_0.register_id,
o1_0.customer_id, o1_0.employee_id, o1_0.employee_name, o1_0.order_type, o1_0.table_label, o1_0.notes, o1_0.external_reference, o1_0.discounts,
o1_0.edits, o1_0.finalized_at, o1_0.location, o1_0.receipt_number, o1_0.service_charges, o1_0.status, o1_0.stock_reserved_until, o1_0.stock_revision,
o1_0.taxes, o1_0.tenant_id, o1_0.subtotal, o1_0.discount_total, o1_0.service_total, o1_0.tax_total, o1_0.inclusive_tax_total, o1_0.total,
o1_0.updated_at, o1_0.version, o1_0.void_reason, o1_0.voided_at from sales.sales_order o1_0 where o1_0.tenant_id = :tenant and o1_0.id=:order for no
key update of o1_0;
select p1_0.order_id, p1_0.id, p1_0.amount, p1_0.change, p1_0.created_at, p1_0.captured_at, p1_0.charges_in_doubt, p1_0.complete_order, p1_0.failure,
p1_0.instructions, p1_0.gateway_method, p1_0.refunded, p1_0.refunded_while_open, p1_0.gateway_request_hash, p1_0.transaction_id,
p1_0.transaction_version, p1_0.payment_number, p1_0.reference, p1_0.requested_amount, p1_0.rounding, p1_0.status, p1_0.tenant_id, p1_0.tendered,
p1_0.tip, p1_0.payment_type, p1_0.updated_at, p1_0.version, p1_0.void_reason, p1_0.voided_at from sales.order_payment p1_0 where p1_0.order_id=:order
order by p1_0.payment_number, p1_0.id;
-- keep number
insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number, location_id) values (:tenant, 'POS', :today, 1, null) on
conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1 where counter.location_id is not distinct from
excluded.location_id returning last_number;
update sales.sales_order set business_date=:today, completed_at=:now, location_id=null, register_id=null, customer_id=null, employee_id=null, employee_name='',
order_type='TYPE_UNSPECIFIED', table_label='', notes='', external_reference='', discounts='[]', edits=5, finalized_at=:now, location=null,
receipt_number='POS-' || cast(:today as text) || '-' || cast(:number as text), service_charges='[{"base": 2100000, "name": "Service", "amount":
105000, "ratePpm": 50000, "inclusive": false, "serviceChargeId": "01a20201-4d6e-7792-9cb6-7d07d636b635"}]', status='COMPLETED',
stock_reserved_until=null, stock_revision=0, taxes='[{"base": 1891900, "name": "PPN", "amount": 208100, "ratePpm": 110000, "inclusive": true,
"taxRuleId": "01a20201-4d56-7435-9351-b6e8453e7a19"}]', subtotal=2100000, discount_total=0, service_total=105000, tax_total=0,
inclusive_tax_total=208100, total=2205000, updated_at=:now, version=5, void_reason='', voided_at=null where id=:order and tenant_id=:tenant and
version=4;
select i1_0.order_id, i1_0.id, i1_0.created_at, i1_0.discount, i1_0.gross, i1_0.label_barcode, i1_0.label_price, i1_0.line_number, i1_0.modifiers,
i1_0.notes, i1_0.product_id, i1_0.product_name, i1_0.quantity, i1_0.service, i1_0.sku, i1_0.stock_uses, i1_0.tax, i1_0.taxes, i1_0.tenant_id,
i1_0.total, i1_0.unit_decimals, i1_0.unit_price, i1_0.updated_at, i1_0.variant_id, i1_0.variant_name, i1_0.version from sales.order_item i1_0 where
i1_0.order_id=:order order by i1_0.line_number;
insert into sales.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at) values (:tenant, 'CompleteOrder',
cast(:key6 as text), :bytes32, :bytes1125, :now, :tomorrow) on conflict (tenant_id, rpc, key) do update set request_hash = excluded.request_hash,
response = excluded.response, created_at = excluded.created_at, expires_at = excluded.expires_at where known.expires_at <= excluded.created_at;
with counter as ( insert into sales.feed_counter as counter (tenant_id, last) values (:tenant, 1) on conflict (tenant_id) do update set last =
counter.last + excluded.last returning last ), added as ( insert into sales.outbox (tenant_id, number, id, aggregate_type, aggregate_id, sequence,
type, payload_type, payload, occurred_at) select :tenant, counter.last - 1 + event.place, event.id, event.aggregate_type, event.aggregate_id,
event.sequence, event.type, event.payload_type, event.payload, :now from counter, unnest(array[:event3], array['Order'], array[:order], array[5],
array['FloorCompleted'], array['pos.v1.Order'], array[:bytes1122]) with ordinality as event (id, aggregate_type, aggregate_id, sequence, type,
payload_type, payload, place) ) select last from counter;
