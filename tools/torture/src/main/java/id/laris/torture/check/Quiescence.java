package id.laris.torture.check;

import id.laris.pos.Service;
import id.laris.simulator.SimulatorControl;
import id.laris.torture.load.Load;
import id.laris.torture.world.Laris;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until all work has settled: jobs have ended what was interrupted, events are applied, the
 * payments know what the gateway knows, and the listeners have seen everything.
 */
public final class Quiescence {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** After this time a till asks for the payments that the sweeper has not settled yet. */
  private static final Duration SYNC_AFTER = Duration.ofMinutes(1);

  private static final int POLL_MILLIS = 500;
  private static final int SETTLED_POLLS = 4;

  private static final String EVENTS =
      Service.shortNames().stream()
          .map("(select count(*) from %s.outbox)"::formatted)
          .collect(Collectors.joining(" + ", "select ", ""));

  /** Queries for unfinished work: its description, and how much of it there is. */
  private static final List<String> OPEN =
      List.of(
          "select 'stock that was asked for is not settled', count(*) from sales.stock_intent",
          """
          select 'goods are reserved for orders that are not open', count(*)
          from inventory.stock_reservation r left join sales.sales_order o
            on o.tenant_id = r.tenant_id and o.id = r.reference
          where r.status = 'ACTIVE' and o.status is distinct from 'OPEN'
          """,
          """
          select 'payments that the gateway was asked for are not known', count(*)
          from payment.payment_transaction where state in ('CREATED', 'UNKNOWN')
          """,
          """
          select 'cancellations are not made', count(*)
          from payment.payment_transaction where state = 'PENDING' and cancel_requested
          """,
          "select 'refunds are not made', count(*) from payment.payment_refund where state ="
              + " 'REQUESTED'",
          """
          select 'payments wait for what is decided', count(*)
          from %s p left join payment.payment_transaction t
            on t.tenant_id = p.tenant_id and t.payment_id = p.id
          where p.status = 'PENDING' and t.state is distinct from 'PENDING'
            -- A charge that the till gave up before it arrived fails after ten minutes, which no round lasts.
            and (t.state is not null or p.created_at < now() - interval '11 minutes')
          """
              .formatted(OrderParts.PAYMENTS),
          """
          select 'voided payments are still open at the gateway', count(*)
          from %s p join payment.payment_transaction t
            on t.tenant_id = p.tenant_id and t.payment_id = p.id
          where p.status = 'VOIDED' and t.state in ('PENDING', 'PAID')
          """
              .formatted(OrderParts.PAYMENTS),
          """
          select 'amounts of balances are held for payments of no open order', count(*)
          from customer.balance_hold h
          left join sales.sales_order o on o.tenant_id = h.tenant_id and o.id = h.order_id
          left join %s p on p.tenant_id = h.tenant_id and p.order_id = h.order_id and p.id = h.payment_id
          where o.status is distinct from 'OPEN' or p.status is distinct from 'CAPTURED'
          """
              .formatted(OrderParts.PAYMENTS),
          """
          select 'points are held for orders that are not open', count(*)
          from customer.reward_reservation r
          left join sales.sales_order o on o.tenant_id = r.tenant_id and o.id = r.order_id
          where r.status = 'HELD' and o.status is distinct from 'OPEN'
          """,
          """
          select 'uses of promotions are reserved for orders that are not open', count(*)
          from promotion.usage_reservation r
          left join sales.sales_order o on o.tenant_id = r.tenant_id and o.id = r.order_id
          where r.status = 'RESERVED' and o.status is distinct from 'OPEN'
          """,
          """
          select 'uses of promotions are not counted', count(*)
          from sales.sales_order o left join promotion.usage_reservation r
            on r.tenant_id = o.tenant_id and r.order_id = o.id and r.status = 'USED'
          where o.status = 'COMPLETED' and o.promotions @? '$[*] ? (!exists (@.reason))' and r.order_id is null
          """,
          """
          select 'purchases are not booked', count(*)
          from sales.sales_order o left join customer.purchase p
            on p.tenant_id = o.tenant_id and p.order_id = o.id
          where o.status = 'COMPLETED' and o.customer_id is not null and p.order_id is null
          """,
          """
          select 'gift cards that were sold are not issued', count(*)
          from sales.sales_order o
          join sales.order_item i on i.tenant_id = o.tenant_id and i.order_id = o.id and i.gift_card
          left join customer.balance b on b.tenant_id = o.tenant_id and b.order_id = o.id
          where o.status = 'COMPLETED' and b.id is null
          """,
          """
          select 'orders are listed under customers who were merged long ago', count(*)
          from sales.sales_order o
          join customer.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
          where c.merged_into is not null and c.deleted_at < %s
          """
              .formatted(CustomerStateReader.ORDERS_HAVE_MOVED),
          """
          select 'shifts are being opened or closed', count(*) from staff.shift where state in ('OPENING', 'CLOSING')
          """,
          """
          select 'changes of closed shifts are not corrected', count(*)
          from staff.late_change c join staff.shift s on s.tenant_id = c.tenant_id and s.id = c.shift_id
          where s.state = 'CLOSED'
          """,
          """
          select 'events are parked', (select count(*) from inventory.parked_event)
            + (select count(*) from sales.parked_event) + (select count(*) from payment.parked_event)
            + (select count(*) from customer.parked_event) + (select count(*) from promotion.parked_event)
            + (select count(*) from staff.parked_event)
          """);

  private static final Set<String> PAID_AT_GATEWAY = Set.of("settlement", "capture");

  private final Laris laris;
  private final Load load;
  private final SimulatorControl gateway;

  public Quiescence(Laris laris, Load load, SimulatorControl gateway) {
    this.laris = laris;
    this.load = load;
    this.gateway = gateway;
  }

  /** Waits; returns the work that has not settled in time. */
  public List<String> await() throws InterruptedException {
    long start = System.nanoTime();
    long end = start + TIMEOUT.toNanos();
    boolean asked = false;
    List<String> unsettled = List.of("nothing was looked at");
    long events = -1;
    int settledPolls = 0;
    while (System.nanoTime() < end && settledPolls < SETTLED_POLLS) {
      Thread.sleep(POLL_MILLIS);
      try {
        unsettled = unsettled();
        if (!asked && System.nanoTime() - start > SYNC_AFTER.toNanos()) {
          asked = true;
          new SyncPayments(laris).ask();
        }
        long now = laris.database().list(EVENTS, row -> row.getLong(1)).getFirst();
        settledPolls = unsettled.isEmpty() && now == events ? settledPolls + 1 : 0;
        events = now;
      } catch (SQLException e) {
        unsettled = List.of("Postgres does not answer: " + e.getMessage());
        settledPolls = 0;
      }
    }
    return unsettled;
  }

  private List<String> unsettled() throws SQLException {
    List<String> unsettled =
        new ArrayList<>(
            laris
                .database()
                .list(
                    String.join(" union all ", OPEN),
                    row -> row.getLong(2) == 0 ? "" : row.getString(1) + ": " + row.getLong(2)));
    unsettled.removeIf(String::isEmpty);
    paidUnknown()
        .forEach(order -> unsettled.add("paid at the gateway, and PENDING here: " + order));
    long events = laris.database().list(EVENTS, row -> row.getLong(1)).getFirst();
    if (load.seenEvents() < events) {
      unsettled.add("listeners have seen %d of %d events".formatted(load.seenEvents(), events));
    }
    return unsettled;
  }

  /** Payments that are paid at the gateway, and PENDING here. */
  private List<String> paidUnknown() throws SQLException {
    Set<String> pending =
        Set.copyOf(
            laris
                .database()
                .list(
                    "select gateway_order_id from payment.payment_transaction where state ="
                        + " 'PENDING'",
                    row -> row.getString(1)));
    return gateway.transactions().stream()
        .filter(one -> PAID_AT_GATEWAY.contains(one.status()) && pending.contains(one.orderId()))
        .map(one -> one.orderId())
        .toList();
  }
}
