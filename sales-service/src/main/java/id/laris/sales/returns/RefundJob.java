package id.laris.sales.returns;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.sales.SalesModule;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the refunds of returns that other services give, such as those of gateway payments and gift
 * cards, and asks again until the outcome of each is known. So a return works while these services
 * are down, and a process that dies in between loses no refund and makes none twice.
 */
@Component
class RefundJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(RefundJob.class);
  private static final int AT_ONCE = 1_000;

  private final Returns returns;
  private final Orders orders;
  private final RefundSender sender;
  private final ReturnEvents events;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  RefundJob(
      Returns returns,
      Orders orders,
      RefundSender sender,
      ReturnEvents events,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.returns = returns;
    this.orders = orders;
    this.sender = sender;
    this.events = events;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  private record Due(Return of, Order order) {}

  @Override
  public String name() {
    return "sales.refunds";
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public String mayBeWork() {
    return "select from sales.order_return where tenant_id = $1 and status = 'REFUNDING'";
  }

  @Override
  public void run() {
    for (Due due : reads.run(this::due)) {
      due.of().refunds().stream().filter(Refund::isPending).forEach(refund -> attempt(refund, due));
    }
  }

  private List<Due> due() {
    List<Return> pending =
        returns.refunding(AT_ONCE).stream()
            .filter(made -> made.refunds().stream().anyMatch(Refund::isPending))
            .toList();
    Map<UUID, Order> sold =
        orders.list(pending.stream().map(Return::orderId).collect(toSet())).stream()
            .collect(toMap(Order::id, order -> order));
    return pending.stream()
        .map(made -> new Due(made, Objects.requireNonNull(sold.get(made.orderId()))))
        .toList();
  }

  private void attempt(Refund refund, Due due) {
    try {
      Refund outcome = sender.send(refund, due.of(), due.order());
      if (!outcome.isPending()) {
        writes.run(() -> settle(outcome, due.of()));
      }
    } catch (StatusRuntimeException e) {
      log.warn("refund {} is not made yet, it is tried again: {}", refund.id(), e.getStatus());
    } catch (PosException e) {
      log.warn("refund {} is not made yet, it is tried again: {}", refund.id(), e.toString());
    }
  }

  private Return settle(Refund outcome, Return of) {
    Return made = returns.locked(of.id());
    if (made.settle(outcome.id(), pending -> outcome)) {
      boolean completed = made.complete(clock.instant());
      returns.update(made);
      if (completed) {
        events.completed(made);
      } else if (!outcome.isDone()) {
        log.warn("refund {} of {} failed: {}", outcome.id(), made.number(), outcome.failure());
        events.refundFailed(made);
      }
    }
    return made;
  }
}
