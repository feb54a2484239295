package id.laris.demo;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The notes that customer-service would have made of the orders of the year: purchases and points
 * of each customer, and the payments by gift cards and on the tab. These were other payments
 * without cash in the samples.
 */
final class YearOfRegulars {

  /** The others are not used yet. */
  private static final int USED_CARDS = Regulars.GIFT_CARDS * 2 / 3;

  private static final int PAYMENTS_BY_CARDS = 3 * USED_CARDS;

  /** So many of the last payments of a debtor are on the tab; the older half was settled. */
  private static final int ON_THE_TAB = 8;

  private final Database database;
  private final SeededIds ids;

  YearOfRegulars(Database database, SeededIds ids) {
    this.database = database;
    this.ids = ids;
  }

  /** Puts the customers aside for the orders that are about to be made. */
  void begin() {
    database.run(
        """
        create temp table demo_customer on commit drop as
        select id, number, case when display_name <> '' then display_name else trim(given_name || ' ' || family_name) end as name
        from customer.customer where tenant_id = :tenant;
        """);
  }

  /** Follows the orders, once they are there. */
  void follow() {
    bookPurchases();
    earnPoints();
    payByCard();
    payLater();
    book();
  }

  /** Also says that no job need look for purchases among the orders. */
  private void bookPurchases() {
    database.run(
        """
        insert into customer.purchase
          (tenant_id, order_id, customer_id, receipt_number, location_id, business_date, total, currency, completed_at)
        select tenant_id, id, customer_id, receipt_number, location_id, business_date, total, currency, completed_at
        from sales.sales_order where tenant_id = :tenant and customer_id is not null and status = 'COMPLETED' order by id;
        insert into customer.purchase_figures
          (tenant_id, customer_id, currency, purchases, spent, first_visit_at, last_visit_at)
        select tenant_id, customer_id, currency, count(*), sum(total), min(completed_at), max(completed_at)
        from customer.purchase where tenant_id = :tenant group by tenant_id, customer_id, currency;
        update customer.customer c
        set created_at = first_visit_at - interval '1 day', updated_at = first_visit_at - interval '1 day'
        from customer.purchase_figures f
        where c.tenant_id = :tenant and f.tenant_id = c.tenant_id and f.customer_id = c.id;
        insert into customer.old_orders (tenant_id, page_token, done) values (:tenant, '', true)
        on conflict (tenant_id) do update set page_token = '', done = true;
        """);
  }

  /** Nobody has a tier, and points never expire. */
  private void earnPoints() {
    database.run(
        """
        create temp table demo_earned on commit drop as
        select o.id, o.customer_id, o.version, o.completed_at, (o.total - (
            select coalesce(sum((taxed.by ->> 'amount')::bigint), 0)
            from sales.order_item i cross join lateral jsonb_array_elements(i.taxes) taxed (by)
            where i.tenant_id = o.tenant_id and i.order_id = o.id))::bigint as amount
        from sales.sales_order o where o.tenant_id = :tenant and o.customer_id is not null and o.status = 'COMPLETED';
        insert into customer.loyalty_account
          (tenant_id, customer_id, version, updated_at, balance, held, used, earned, settled_at, settled_points, next_expiry_points, negative)
        select :tenant, customer_id, count(*), max(completed_at), sum(amount / %1$d), 0, 0, sum(amount / %1$d), 'epoch', 0, 0, false
        from demo_earned group by customer_id;
        insert into customer.point_entry
          (tenant_id, id, customer_id, kind, points, amount, currency, order_id, order_version, program_version, multiplier_ppm, reason,
           occurred_at, recorded_at)
        select :tenant, %2$s, customer_id, 'EARN', amount / %1$d, amount, '%3$s', id, version,
          (select max(version) from customer.loyalty_program where tenant_id = :tenant), 1000000, '', completed_at, completed_at
        from demo_earned order by completed_at;
        """
            .formatted(
                Regulars.FOR_A_POINT,
                Database.idOf("completed_at", "'earned' || id"),
                Chain.CURRENCY));
  }

  /** Cards belong to whoever presents them; one is used as long as there is enough on it. */
  private void payByCard() {
    database.run(
        """
        create temp table demo_booking (balance_id uuid, kind text, amount bigint, order_id uuid, payment_id uuid, at timestamptz) on commit drop;
        create temp table demo_paid on commit drop as
        select p.id, p.order_id, p.amount, o.customer_id, o.completed_at as at
        from sales.sales_order o join sales.order_payment p on p.tenant_id = o.tenant_id and p.order_id = o.id
        where o.tenant_id = :tenant and o.status = 'COMPLETED' and p.payment_type in ('QRIS', 'E_WALLET', 'CARD') and p.amount = o.total;
        insert into demo_booking
        select balance_id, 'SPEND', -amount, order_id, id, at
        from (
          select card.id as balance_id, paid.*, sum(paid.amount) over (partition by card.id order by paid.at, paid.id) as used
          from (
            select *, row_number() over (order by md5(id::text)) as place from demo_paid
            where customer_id is null order by place limit %d) paid
          join (values %s) card (place, id) on card.place = paid.place %% %d) spent
        where used <= %d;
        """
            .formatted(
                PAYMENTS_BY_CARDS,
                IntStream.range(0, Regulars.GIFT_CARDS)
                    .mapToObj(i -> "(%d, '%s'::uuid)".formatted(i, Regulars.giftCardId(ids, i)))
                    .collect(Collectors.joining(", ")),
                USED_CARDS,
                Regulars.ON_A_CARD));
  }

  /** Some of the regulars pay later: a part of it was settled by a bank transfer. */
  private void payLater() {
    database.run(
        """
        create temp table demo_tab on commit drop as
        select b.id as balance_id, paid.*
        from customer.balance b
        cross join lateral (
          select *, row_number() over (order by at desc) as place, count(*) over () as payments
          from (select * from demo_paid where customer_id = b.customer_id order by at desc limit %d) last) paid
        where b.tenant_id = :tenant and b.kind = 'ACCOUNT';
        insert into demo_booking select balance_id, 'CHARGE', -amount, order_id, id, at from demo_tab;
        insert into demo_booking
        select balance_id, 'SETTLEMENT', sum(amount), null, null, max(at) + interval '1 hour'
        from demo_tab where place * 2 > payments + 1 group by balance_id;
        """
            .formatted(ON_THE_TAB));
  }

  /** Books these on their balances, in the order of time, and says so in the payments. */
  private void book() {
    database.run(
        """
        -- Cards were sold, and credit was granted, before all that followed.
        update customer.balance_entry e
        set occurred_at = opened.at, recorded_at = opened.at
        from (select min(created_at) - interval '1 day' as at from sales.sales_order where tenant_id = :tenant) opened
        where e.tenant_id = :tenant;
        insert into customer.balance_entry
          (tenant_id, id, balance_id, number, kind, amount, balance_after, order_id, payment_id, reason, payment_type, reference, flagged,
           occurred_at, recorded_at, recorded_by)
        select :tenant, %s, booking.balance_id, b.last_entry + row_number() over earlier, booking.kind, booking.amount,
          b.amount + sum(booking.amount) over earlier, booking.order_id, booking.payment_id, '',
          case when booking.kind = 'SETTLEMENT' then 'BANK_TRANSFER' else 'TYPE_UNSPECIFIED' end, '', false, booking.at, booking.at,
          case when booking.kind = 'SETTLEMENT' then '%s'::uuid end
        from demo_booking booking join customer.balance b on b.tenant_id = :tenant and b.id = booking.balance_id
        window earlier as (partition by booking.balance_id order by booking.at, booking.payment_id);
        update customer.balance b
        set amount = b.amount + booked.amount, last_entry = b.last_entry + booked.entries, version = b.version + booked.entries,
            updated_at = booked.at, status = case when b.kind = 'GIFT_CARD' and b.amount + booked.amount = 0 then 'USED' else b.status end
        from (select balance_id, sum(amount) as amount, count(*) as entries, max(at) as at from demo_booking group by balance_id) booked
        where b.tenant_id = :tenant and b.id = booked.balance_id;
        update customer.balance b
        set created_at = opened.at, updated_at = greatest(opened.at, (
          select max(recorded_at) from customer.balance_entry e where e.tenant_id = b.tenant_id and e.balance_id = b.id))
        from (select min(created_at) - interval '1 day' as at from sales.sales_order where tenant_id = :tenant) opened
        where b.tenant_id = :tenant;
        update sales.order_payment p
        set payment_type = case when b.kind = 'GIFT_CARD' then 'GIFT_CARD' else 'ON_ACCOUNT' end,
            gift_card_id = case when b.kind = 'GIFT_CARD' then b.id end,
            reference = case when b.kind = 'GIFT_CARD' then b.last_four else p.reference end
        from demo_booking booking join customer.balance b on b.tenant_id = :tenant and b.id = booking.balance_id
        where p.tenant_id = :tenant and p.id = booking.payment_id;
        update sales.sales_order o set intended_payment_type = p.payment_type
        from demo_booking booking join sales.order_payment p on p.tenant_id = :tenant and p.id = booking.payment_id
        where o.tenant_id = :tenant and o.id = booking.order_id;
        insert into customer.held_order (tenant_id, order_id, revision, state, updated_at)
        select :tenant, order_id, 1, 'ENDED', at from demo_booking where order_id is not null;
        """
            .formatted(
                Database.idOf(
                    "booking.at",
                    "booking.kind || coalesce(booking.payment_id, booking.balance_id)"),
                DemoData.USER));
  }
}
