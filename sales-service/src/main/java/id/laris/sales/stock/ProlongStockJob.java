package id.laris.sales.stock;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.client.RemoteService;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.SalesModule;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.order.StockHold;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Extends the holds of OPEN orders before they end. A hold that has ended is reserved again; if the
 * goods are gone meanwhile, the order stays OPEN and holds nothing: it can still be completed, and
 * inventory then records the sale.
 */
@Component
class ProlongStockJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(ProlongStockJob.class);
  private static final Duration AHEAD = Duration.ofHours(12);
  private static final int AT_ONCE = 1_000;

  private final Orders orders;
  private final OrderHolds holds;
  private final StockHolder stock;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  ProlongStockJob(
      Orders orders,
      OrderHolds holds,
      StockHolder stock,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.holds = holds;
    this.stock = stock;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sales.stock-holds";
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  @Override
  public String mayBeWork() {
    return "select from sales.sales_order where tenant_id = $1 and stock_reserved_until < $2 + interval '%s'"
        .formatted(AHEAD);
  }

  @Override
  public void run() {
    reads.run(this::due).forEach(this::prolong);
  }

  private List<UUID> due() {
    return jdbc.sql(
            """
            select id from sales.sales_order where tenant_id = :tenant and stock_reserved_until < :soon
            order by stock_reserved_until limit :atOnce
            """)
        .param("tenant", Caller.current().tenantId())
        .param("soon", clock.instant().plus(AHEAD).atOffset(ZoneOffset.UTC))
        .param("atOnce", AT_ONCE)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  private void prolong(UUID orderId) {
    Order order = reads.run(() -> orders.get(orderId));
    if (order.stockHold().until() == null) {
      return;
    }
    try {
      prolong(order);
    } catch (ConcurrentOrderChange e) {
      log.debug("order {} is being changed: the next run prolongs its stock", orderId);
    } catch (StatusRuntimeException e) {
      if (RemoteService.refusedFor(e, Reason.INSUFFICIENT_STOCK, Reason.LOCATION_NOT_FOUND)) {
        log.warn("order {} stays open and holds nothing any more: {}", orderId, e.getStatus());
        long revision = order.stockHold().revision();
        writes.run(() -> store(orderId, revision, new StockHold(revision, null)));
      } else {
        log.warn("the stock of order {} could not be held longer: {}", orderId, e.getStatus());
      }
    } catch (PosException e) {
      log.warn("the stock of order {} could not be held longer: {}", orderId, e.toString());
    }
  }

  private void prolong(Order order) {
    long revision = order.stockHold().revision();
    StockWanted wanted = stock.claims(order).getFirst().wanted();
    try {
      stock.reserve(new HoldKey(order.id(), revision), wanted);
    } catch (StatusRuntimeException e) {
      if (!StockHolder.isOver(e)) {
        throw e;
      }
      reserveAnew(order);
      return;
    }
    writes.run(() -> store(order.id(), revision, new StockHold(revision, wanted.until())));
  }

  private void reserveAnew(Order order) {
    long before = order.stockHold().revision();
    try (Holds held =
        holds.begin(order.id(), stock.claims(order), () -> isStillOpen(order.id(), before))) {
      held.take();
      writes.run(
          () -> {
            held.handOver(order);
            if (!store(order.id(), before, order.stockHold())) {
              throw ConcurrentOrderChange.of(order.id());
            }
            return order;
          });
    }
  }

  private boolean isStillOpen(UUID orderId, long revision) {
    Order now = orders.get(orderId);
    return now.status() == Status.OPEN && now.stockHold().revision() == revision;
  }

  /** Keeps the version of the order, because nothing that a till sees has changed. */
  private boolean store(UUID orderId, long before, StockHold hold) {
    Instant until = hold.until();
    return jdbc.sql(
                """
                update sales.sales_order set stock_revision = :revision, stock_reserved_until = :until
                where tenant_id = :tenant and id = :order and status = 'OPEN' and stock_revision = :before
                """)
            .param("tenant", Caller.current().tenantId())
            .param("order", orderId)
            .param("before", before)
            .param("revision", hold.revision())
            .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }
}
