-- Receipts show the address and tax number of the shop and the name of the employee. Rows from before have none.
alter table sales_setting
  add column shop_address text not null default '',
  add column tax_number   text not null default '';
alter table sales_order add column employee_name text not null default '';
