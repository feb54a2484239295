-- The employee who sold the line, who earns its commission. Null where the employee of the order did.
alter table order_item add column employee_id uuid;
