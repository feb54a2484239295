package id.laris.demo;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The stock of packaged goods, as it follows from the sales of the year: opened with a full shelf,
 * filled up at the beginning of each month with what will be sold in it, and every sale a movement.
 * Unit costs stay the same, so the value on hand is the quantity times the unit cost.
 */
final class YearOfStock {

  private static final int SHELF = 24;
  private static final int REORDER_POINT = 12;

  private final Database database;
  private final List<UUID> variants;

  YearOfStock(Database database, List<UUID> variants) {
    this.database = database;
    this.variants = variants;
  }

  /** From now on the stock of these is counted. */
  void begin() {
    database.run(
        """
        create temp table demo_stocked on commit drop as
        select v.id, v.product_id, v.cost_amount as cost from catalog.variant v
        where v.tenant_id = :tenant and v.id in (%s);
        update catalog.product set track_stock = true, version = version + 1
        where tenant_id = :tenant and id in (select product_id from demo_stocked) and not track_stock;
        insert into demo_change (type, id) select 'Product', product_id from demo_stocked;
        """
            .formatted(
                variants.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "))));
  }

  /** Follows the sales, once they are there. */
  void follow() {
    sell();
    deliver();
    write();
  }

  private void sell() {
    database.run(
        """
        create temp table demo_sold on commit drop as
        select o.id as order_id, o.location_id, i.variant_id, sum(i.quantity)::bigint as quantity, o.completed_at as at,
               o.completed_at at time zone (o.location ->> 'timeZone') as local_at
        from sales.order_item i
        join demo_stocked s on s.id = i.variant_id
        join sales.sales_order o on o.tenant_id = i.tenant_id and o.id = i.order_id
        where i.tenant_id = :tenant and o.status = 'COMPLETED'
        group by o.id, o.location_id, i.variant_id, o.completed_at, o.location;
        """);
  }

  private void deliver() {
    database.run(
        """
        create temp table demo_delivery on commit drop as
        with opened as (
          select min(created_at) - interval '1 day' as at, max(created_at) as last from sales.sales_order where tenant_id = :tenant)
        select l.id as location_id, s.id as variant_id,
               greatest(month.first at time zone l.time_zone, opened.at) as at,
               coalesce(sold.quantity, 0) + case when month.first = date_trunc('month', opened.at at time zone l.time_zone)
                 then %d else 0 end as quantity
        from opened
        cross join inventory.location l
        cross join demo_stocked s
        cross join lateral generate_series(
          date_trunc('month', opened.at at time zone l.time_zone), opened.last at time zone l.time_zone, interval '1 month') month (first)
        left join (
          select location_id, variant_id, date_trunc('month', local_at) as first, sum(quantity)::bigint as quantity
          from demo_sold group by 1, 2, 3) sold
          on sold.location_id = l.id and sold.variant_id = s.id and sold.first = month.first
        where l.tenant_id = :tenant;
        delete from demo_delivery where quantity = 0;
        """
            .formatted(SHELF));
  }

  private void write() {
    database.run(
        """
        -- All units of a variant cost the same, so its goods are one layer.
        create or replace function pg_temp.demo_layers(quantity numeric, unit_cost bigint) returns jsonb language sql immutable as $$
          select case when quantity = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
            'age', 1, 'lastAge', 1, 'quantity', quantity::bigint, 'cost', (quantity * unit_cost)::bigint, 'ofQuantity', 1, 'ofCost', unit_cost)) end
        $$;

        create temp table demo_movement on commit drop as
        select moved.*, s.cost as unit_cost,
               sum(moved.quantity) over place as after, count(*) over place as number
        from (
          select location_id, variant_id, 'ADJUSTMENT' as type, quantity, null::uuid as order_id, at from demo_delivery
          union all
          select location_id, variant_id, 'SALE', -quantity, order_id, at from demo_sold) moved
        join demo_stocked s on s.id = moved.variant_id
        window place as (partition by moved.location_id, moved.variant_id order by moved.at, moved.order_id nulls first);

        insert into inventory.stock_movement
          (tenant_id, id, location_id, variant_id, state, type, quantity, quantity_before, quantity_after, value, cost, currency,
           flagged, before_count, reason, notes, reference_type, reference_id, occurred_at, recorded_at, recorded_by, layers,
           fifo_value)
        select :tenant,
               (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' ||
                substr(md5(location_id::text || variant_id::text || number), 1, 3) || 'a' ||
                substr(md5(location_id::text || variant_id::text || number), 4, 15))::uuid,
               location_id, variant_id, 'ON_HAND', type, quantity, after - quantity, after, quantity * unit_cost,
               greatest(quantity, 0) * unit_cost, '%1$s', false, false,
               case when type = 'SALE' then '' else 'delivery' end, '', case when type = 'SALE' then 'order' else '' end, order_id,
               at, at, case when type = 'SALE' then null else '%2$s'::uuid end,
               pg_temp.demo_layers(abs(quantity), unit_cost), quantity * unit_cost
        from demo_movement
        order by at;

        insert into inventory.stock_level
          (tenant_id, location_id, variant_id, id, version, updated_at, on_hand, reserved, in_transit, damaged, value, last_value,
           last_quantity, reorder_point, reorder_quantity, layers, fifo_value, arrivals)
        select :tenant, location_id, variant_id, md5('level' || location_id::text || variant_id::text)::uuid, number - 1, at, after, 0, 0, 0,
               after * unit_cost, after * unit_cost, after, %3$d, %4$d, pg_temp.demo_layers(after, unit_cost), after * unit_cost, 1
        from (select distinct on (location_id, variant_id) * from demo_movement order by location_id, variant_id, number desc) last;

        insert into inventory.stock_reservation
          (tenant_id, reference, location_id, variant_ids, quantities, status, revision, expires_at, created_at, updated_at)
        select :tenant, order_id, location_id, array_agg(variant_id order by variant_id), array_agg(quantity order by variant_id),
               'COMMITTED', 1, at + interval '15 min', at, at
        from demo_sold
        group by order_id, location_id, at;
        """
            .formatted(Chain.CURRENCY, DemoData.USER, REORDER_POINT, SHELF));
  }
}
