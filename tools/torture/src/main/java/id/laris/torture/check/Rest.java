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
 * Waits until all is at rest: jobs have ended what was interrupted, events are applied, the
 * payments know what the gateway knows, and the listeners have seen everything.
 */
public final class Rest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What the sweeper has not found out by then, somebody asks for. */
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);

  private static final int LOOK_AGAIN_MILLIS = 500;
  private static final int QUIET_LOOKS = 4;

  private static final String EVENTS =
      Service.shortNames().stream()
          .map("(select count(*) from %s.outbox)"::formatted)
          .collect(Collectors.joining(" + ", "select ", ""));

  /** What is still to be done, in words, with how much of it there is. */
  private static final List<String> OPEN =
      List.of(
          "select 'stock that was asked for is not settled', count(*) from sales.stock_intent",
          """
          select 'goods are promised to orders that are not open', count(*)
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
          from sales.order_payment p left join payment.payment_transaction t
            on t.tenant_id = p.tenant_id and t.payment_id = p.id
          where p.status = 'PENDING' and t.state is distinct from 'PENDING'
          """,
          """
          select 'voided payments are still open at the gateway', count(*)
          from sales.order_payment p join payment.payment_transaction t
            on t.tenant_id = p.tenant_id and t.payment_id = p.id
          where p.status = 'VOIDED' and t.state in ('PENDING', 'PAID')
          """,
          """
          select 'events are parked', (select count(*) from inventory.parked_event)
            + (select count(*) from sales.parked_event) + (select count(*) from payment.parked_event)
          """);

  private static final Set<String> PAID_AT_GATEWAY = Set.of("settlement", "capture");

  private final Laris laris;
  private final Load load;
  private final SimulatorControl gateway;

  public Rest(Laris laris, Load load, SimulatorControl gateway) {
    this.laris = laris;
    this.load = load;
    this.gateway = gateway;
  }

  /** Waits; what is still not at rest when patience ends. */
  public List<String> await() throws InterruptedException {
    long start = System.nanoTime();
    long end = start + PATIENCE.toNanos();
    boolean asked = false;
    List<String> restless = List.of("nothing was looked at");
    long events = -1;
    int quiet = 0;
    while (System.nanoTime() < end && quiet < QUIET_LOOKS) {
      Thread.sleep(LOOK_AGAIN_MILLIS);
      try {
        restless = restless();
        if (!asked && System.nanoTime() - start > BY_ITSELF.toNanos()) {
          asked = true;
          new CheckPayments(laris).ask();
        }
        long now = laris.database().list(EVENTS, row -> row.getLong(1)).getFirst();
        quiet = restless.isEmpty() && now == events ? quiet + 1 : 0;
        events = now;
      } catch (SQLException e) {
        restless = List.of("Postgres does not answer: " + e.getMessage());
        quiet = 0;
      }
    }
    return restless;
  }

  private List<String> restless() throws SQLException {
    List<String> restless =
        new ArrayList<>(
            laris
                .database()
                .list(
                    String.join(" union all ", OPEN),
                    row -> row.getLong(2) == 0 ? "" : row.getString(1) + ": " + row.getLong(2)));
    restless.removeIf(String::isEmpty);
    unheard().forEach(order -> restless.add("the gateway was paid, and nobody knows: " + order));
    long events = laris.database().list(EVENTS, row -> row.getLong(1)).getFirst();
    if (load.seenEvents() < events) {
      restless.add("listeners have seen %d of %d events".formatted(load.seenEvents(), events));
    }
    return restless;
  }

  /** What was paid at the gateway, and is PENDING here. */
  private List<String> unheard() throws SQLException {
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
