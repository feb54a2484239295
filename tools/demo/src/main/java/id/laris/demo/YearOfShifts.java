package id.laris.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The shifts of the registers, with what moved in their drawers beside sales, the counts and the Z
 * reports. Each has the figures that sales gives for it, because it adds up the same payments.
 */
final class YearOfShifts {

  /** Rp 500,000. */
  private static final long OPENING_FLOAT = 50_000_000;

  /** Cash goes to the safe in bundles of Rp 100,000. */
  private static final long BUNDLE = 10_000_000;

  private static final double WITH_PAY_OUT = 0.3;
  private static final double WITH_PAY_IN = 0.08;
  private static final double WITH_NO_SALE = 0.15;
  private static final long PAY_OUT_STEP = 500_000;
  private static final int MOST_STEPS = 15;
  private static final long PAY_IN = 20_000_000;
  private static final int HOUR = 60;

  private static final List<String> PAID_OUT =
      List.of("Es batu", "Galon air", "Gas", "Parkir kurir", "Plastik");

  private final Database database;
  private final SeededIds ids;
  private final LocalDate firstDay;
  private final StringBuilder shifts = new StringBuilder();
  private final StringBuilder movements = new StringBuilder();

  YearOfShifts(Database database, SeededIds ids, LocalDate firstDay) {
    this.database = database;
    this.ids = ids;
    this.firstDay = firstDay;
  }

  /** Puts the shifts aside for the orders that are about to be made. */
  void begin() {
    Roster roster = new Roster(ids, firstDay);
    for (int number = 0; number < YearPlan.DAYS; number++) {
      for (int shop = 0; shop < Shop.ALL.size(); shop++) {
        roster.shifts(firstDay.plusDays(number), shop).forEach(this::add);
      }
    }
    database.run(
        """
        create temp table demo_shift (
          id uuid, register_id uuid, location_id uuid, opened_at timestamptz, handover_at timestamptz, closed_at timestamptz, opened_by uuid,
          closed_by uuid, z_number bigint, difference bigint) on commit drop;
        create temp table demo_cash_movement (
          shift_id uuid, kind text, amount bigint, reason text, employee_id uuid, at timestamptz) on commit drop;
        """);
    database.copyInto("demo_shift", shifts);
    database.copyInto("demo_cash_movement", movements);
    database.run("analyze demo_shift");
  }

  private void add(PlannedShift shift) {
    shifts.append(shift.id()).append('\t');
    shifts.append(Chain.registerId(ids, shift.shop(), shift.register())).append('\t');
    shifts.append(Chain.locationId(ids, shift.shop())).append('\t');
    shifts.append(Instant.ofEpochMilli(shift.openedMillis())).append('\t');
    shifts.append(Instant.ofEpochMilli(shift.handoverMillis())).append('\t');
    shifts.append(Instant.ofEpochMilli(shift.closedMillis())).append('\t');
    shifts.append(shift.openedBy()).append('\t').append(shift.closedBy()).append('\t');
    shifts.append(shift.zNumber()).append('\t').append(shift.difference()).append('\n');
    move(shift);
  }

  private void move(PlannedShift shift) {
    SplittableRandom random =
        ids.random("cash", Roster.number(shift.day(), shift.shop(), shift.register()));
    if (random.nextDouble() < WITH_PAY_OUT) {
      move(
          shift,
          "PAY_OUT",
          PAY_OUT_STEP * (2 + random.nextInt(MOST_STEPS)),
          PAID_OUT.get(random.nextInt(PAID_OUT.size())),
          shift.openedBy(),
          Roster.at(shift.day(), shift.shop(), LocalTime.of(9, 0), random, 4 * HOUR));
    }
    if (random.nextDouble() < WITH_PAY_IN) {
      move(
          shift,
          "PAY_IN",
          PAY_IN,
          "Uang kecil",
          shift.closedBy(),
          Roster.at(shift.day(), shift.shop(), LocalTime.of(16, 0), random, HOUR));
    }
    if (random.nextDouble() < WITH_NO_SALE) {
      move(
          shift,
          "NO_SALE",
          0,
          "Tukar uang",
          shift.closedBy(),
          Roster.at(shift.day(), shift.shop(), LocalTime.of(18, 0), random, 2 * HOUR));
    }
  }

  private void move(
      PlannedShift shift, String kind, long amount, String reason, UUID employee, long atMillis) {
    movements.append(shift.id()).append('\t').append(kind).append('\t').append(amount);
    movements.append('\t').append(reason).append('\t').append(employee).append('\t');
    movements.append(Instant.ofEpochMilli(atMillis)).append('\n');
  }

  /** Follows the payments, once all are what they will be. */
  void follow() {
    addUp();
    drop();
    close();
    report();
  }

  private void addUp() {
    database.run(
        """
        create temp table demo_tender on commit drop as
        select p.shift_id, p.payment_type, count(*) as payments, sum(p.tendered) as tendered, sum(p.change) as change, sum(p.tip) as tips,
          sum(p.rounding) as rounding, sum(p.tendered - p.change) as net,
          coalesce(sum(p.tendered - p.change) filter (where p.created_at < shift.handover_at), 0) as net_before
        from sales.order_payment p join demo_shift shift on shift.id = p.shift_id
        where p.tenant_id = :tenant group by p.shift_id, p.payment_type;
        create temp table demo_sales on commit drop as
        select shift_id, count(*) as orders, sum(subtotal) as gross, sum(discount_total) as discounts, sum(service_total) as service,
          sum(tax_total + inclusive_tax_total) as taxes, sum(total - tax_total - inclusive_tax_total) as net, sum(total) as total
        from sales.sales_order where tenant_id = :tenant and shift_id is not null group by shift_id;
        analyze demo_tender;
        analyze demo_sales;
        """);
  }

  /** At the handover and before the count the cash of sales goes to the safe. */
  private void drop() {
    database.run(
        """
        insert into demo_cash_movement
        select * from (
          select shift.id, 'DROP', div(net_before, %1$d)::bigint * %1$d as amount, 'Setor ke brankas', shift.opened_by, shift.handover_at
          from demo_shift shift join demo_tender cash on cash.shift_id = shift.id and cash.payment_type = 'CASH'
          union all
          select shift.id, 'DROP', div(net - net_before, %1$d)::bigint * %1$d, 'Setor ke brankas', shift.closed_by,
            shift.closed_at - interval '4 min'
          from demo_shift shift join demo_tender cash on cash.shift_id = shift.id and cash.payment_type = 'CASH') dropped
        where amount > 0
        """
            .formatted(BUNDLE));
  }

  private void close() {
    database.run(
        """
        create temp table demo_close on commit drop as
        select shift.*, %1$d + coalesce(cash.net, 0)::bigint + coalesce(moved.amount, 0)::bigint as expected
        from demo_shift shift
        left join demo_tender cash on cash.shift_id = shift.id and cash.payment_type = 'CASH'
        left join (
          select shift_id, sum(case when kind = 'PAY_IN' then amount else -amount end) as amount from demo_cash_movement group by shift_id) moved
          on moved.shift_id = shift.id;
        create or replace function pg_temp.demo_money(amount numeric) returns jsonb language sql immutable as $$
          select jsonb_build_object('amount', amount::text, 'currency', '%2$s')
        $$;
        insert into staff.shift
          (tenant_id, id, version, created_at, updated_at, register_id, location_id, state, currency, opening_float, opened_by, opened_at,
           closed_by, closed_at, carries_over, counted, counts, expected, z_number, totals, corrections)
        select :tenant, id, 4, opened_at, closed_at, register_id, location_id, 'CLOSED', '%2$s', %1$d, opened_by, opened_at, closed_by, closed_at,
          false, expected + difference, 1, expected, z_number, jsonb_strip_nulls(jsonb_build_object('tenders', tender.all_of, 'sales', sales.all_of)), 0
        from demo_close
        left join (
          select shift_id, jsonb_agg(jsonb_build_object('paymentType', payment_type, 'payments', payments::text,
            'tendered', pg_temp.demo_money(tendered), 'change', pg_temp.demo_money(change), 'tips', pg_temp.demo_money(tips),
            'rounding', pg_temp.demo_money(rounding), 'voided', pg_temp.demo_money(0), 'net', pg_temp.demo_money(net),
            'refunded', pg_temp.demo_money(0))
            order by payment_type) as all_of
          from demo_tender group by shift_id) tender on tender.shift_id = id
        left join (
          select shift_id, jsonb_build_array(jsonb_build_object('orders', orders::text, 'gross', pg_temp.demo_money(gross),
            'discounts', pg_temp.demo_money(discounts), 'service', pg_temp.demo_money(service), 'taxes', pg_temp.demo_money(taxes),
            'net', pg_temp.demo_money(net), 'total', pg_temp.demo_money(total),
            'returned', pg_temp.demo_money(0), 'restockingFees', pg_temp.demo_money(0))) as all_of
          from demo_sales) sales on sales.shift_id = id
        order by id;
        insert into sales.register_shift (tenant_id, shift_id, register_id, location_id, state, begun_at, ended_at)
        select :tenant, id, register_id, location_id, 'CLOSED', opened_at, closed_at from demo_close order by id;
        insert into staff.z_counter (tenant_id, register_id, last_number)
        select :tenant, register_id, max(z_number) from demo_close group by register_id;
        """
            .formatted(OPENING_FLOAT, Chain.CURRENCY));
  }

  /** Counts by notes and coins, each of which is a multiple of the next: so few as are possible. */
  private void report() {
    database.run(
        """
        insert into staff.cash_movement
          (tenant_id, id, version, created_at, updated_at, shift_id, kind, amount, currency, reason, employee_id)
        select :tenant, %1$s, 0, at, at, shift_id, kind, amount, '%3$s', reason, employee_id from demo_cash_movement order by at;
        insert into staff.cash_count
          (tenant_id, id, version, created_at, updated_at, shift_id, number, amount, currency, piece_values, piece_counts, employee_id)
        select :tenant, %2$s, 0, closed_at - interval '1 min', closed_at - interval '1 min', id, 1, expected + difference, '%3$s',
          piece.all_values, piece.all_counts, closed_by
        from demo_close
        cross join lateral (
          select array_agg(value order by value desc) as all_values, array_agg(pieces order by value desc) as all_counts
          from (
            select value, (expected + difference) %% larger / value as pieces
            from (values (10000000::bigint, 9223372036854775807), (5000000, 10000000), (1000000, 5000000), (500000, 1000000),
              (100000, 500000), (50000, 100000), (10000, 50000)) note (value, larger)) counted
          where pieces > 0) piece
        order by closed_at;
        """
            .formatted(
                Database.idOf("at", "shift_id || kind || extract(epoch from at)"),
                Database.idOf("closed_at - interval '1 min'", "'count' || id"),
                Chain.CURRENCY));
  }
}
