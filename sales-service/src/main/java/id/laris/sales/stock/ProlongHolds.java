package id.laris.sales.stock;

import id.laris.common.Caller;
import id.laris.common.client.RemoteService;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.StockLine;
import id.laris.sales.order.LookAgain;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Prolongs what OPEN orders hold before it ends. Where it has ended, it is reserved anew; where the
 * goods are gone meanwhile the order stays OPEN and holds nothing: it can be completed all the
 * same, and inventory then writes down what happened.
 */
@Component
class ProlongHolds {

  private static final Logger log = LoggerFactory.getLogger(ProlongHolds.class);
  private static final Duration AHEAD = Duration.ofHours(12);
  private static final int AT_ONCE = 1_000;

  private final Orders orders;
  private final StockHolds holds;
  private final Reservations reservations;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  ProlongHolds(
      Orders orders,
      StockHolds holds,
      Reservations reservations,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.holds = holds;
    this.reservations = reservations;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  void run() {
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
    Order order =
        reads.run(
            () -> {
              Order found = orders.get(orderId);
              Hibernate.initialize(found.items());
              return found;
            });
    if (order.stockReservedUntil() == null) {
      return;
    }
    try {
      prolong(order);
    } catch (LookAgain e) {
      log.debug("order {} is being changed: what it holds is looked at again", orderId);
    } catch (StatusRuntimeException e) {
      if (RemoteService.refusedFor(e, Reason.INSUFFICIENT_STOCK, Reason.LOCATION_NOT_FOUND)) {
        log.warn("order {} stays open and holds nothing any more: {}", orderId, e.getStatus());
        writes.run(() -> store(orderId, order.stockRevision(), order.stockRevision(), null));
      } else {
        log.warn("the stock of order {} could not be held longer: {}", orderId, e.getStatus());
      }
    } catch (PosException e) {
      log.warn("the stock of order {} could not be held longer: {}", orderId, e.toString());
    }
  }

  private void prolong(Order order) {
    UUID locationId = Objects.requireNonNull(order.details().locationId());
    long revision = order.stockRevision();
    Instant until = clock.instant().plus(StockHolds.LIFETIME);
    List<StockLine> lines = StockHolds.sum(lines(order));
    try {
      reservations.reserve(new Attempt(order.id(), revision), locationId, lines, until);
    } catch (StatusRuntimeException e) {
      if (!Reservations.isOver(e)) {
        throw e;
      }
      reserveAnew(order);
      return;
    }
    writes.run(() -> store(order.id(), revision, revision, until));
  }

  private void reserveAnew(Order order) {
    long before = order.stockRevision();
    holds.holding(
        order,
        lines(order),
        () -> isStillOpen(order.id(), before),
        hold ->
            writes.run(
                () -> {
                  hold.handTo(order);
                  if (!store(
                      order.id(), before, order.stockRevision(), order.stockReservedUntil())) {
                    throw LookAgain.overtaken(order.id());
                  }
                  return order;
                }));
  }

  private boolean isStillOpen(UUID orderId, long revision) {
    Order now = orders.get(orderId);
    return now.status() == Status.OPEN && now.stockRevision() == revision;
  }

  /** Leaves the version of the order alone: nobody has changed what a till sees of it. */
  private boolean store(UUID orderId, long before, long revision, @Nullable Instant until) {
    return jdbc.sql(
                """
                update sales.sales_order set stock_revision = :revision, stock_reserved_until = :until
                where tenant_id = :tenant and id = :order and status = 'OPEN' and stock_revision = :before
                """)
            .param("tenant", Caller.current().tenantId())
            .param("order", orderId)
            .param("before", before)
            .param("revision", revision)
            .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static Stream<StockLine> lines(Order order) {
    return order.items().stream()
        .map(OrderItem::stockUses)
        .flatMap(List::stream)
        .map(OrderProtos::toProto);
  }
}
