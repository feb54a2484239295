-- For a test.

-- begin read only
select 1;
-- begin
-- keep number
insert into shop.counter (tenant_id, last_number) values (:tenant, 1)
on conflict (tenant_id) do update set last_number = counter.last_number + 1 returning last_number;
insert into shop.sale (tenant_id, id, number, payload, at) values (:tenant, :order, :number, :bytes100, :now);
insert into shop.item (tenant_id, order_id, id) values (:tenant, :order, :item1), (:tenant, :order, :item2);
