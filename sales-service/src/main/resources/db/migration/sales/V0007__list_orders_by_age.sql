-- Orders are listed by their age, which their ids do not tell: clients make ids too. Whatever a list is narrowed by, an index has the rest of
-- it in order. Of few orders is it known who bought them or, without staff, who sold them: the others need no entry.
drop index sales_order_location_idx;
create index sales_order_location_idx on sales_order (tenant_id, location_id, created_at, id) where location_id is not null;
drop index sales_order_customer_idx;
create index sales_order_customer_idx on sales_order (tenant_id, customer_id, created_at, id) where customer_id is not null;
create index sales_order_employee_idx on sales_order (tenant_id, employee_id, created_at, id) where employee_id is not null;

-- Nearly all orders are COMPLETED in the end: who lists those goes by another index, and the few others are found by this one.
drop index sales_order_status_idx;
create index sales_order_status_idx on sales_order (tenant_id, status, created_at, id) where status <> 'COMPLETED';
