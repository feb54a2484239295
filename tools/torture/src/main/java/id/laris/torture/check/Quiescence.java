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
          "select 'refunds are not made', count(*) from payment.payment_refund where state = 'REQUESTED'",
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
          select 'events are parked', (select count(*) from inventory.parked_event)
            + (select count(*) from sales.parked_event) + (select count(*) from payment.parked_event)
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
                    "select gateway_order_id from payment.payment_transaction where state = 'PENDING'",
                    row -> row.getString(1)));
    return gateway.transactions().stream()
        .filter(one -> PAID_AT_GATEWAY.contains(one.status()) && pending.contains(one.orderId()))
        .map(one -> one.orderId())
        .toList();
  }
}
