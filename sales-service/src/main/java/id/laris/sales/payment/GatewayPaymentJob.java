package id.laris.sales.payment;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.sales.SalesModule;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.TransactionUpdate;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Resolves PENDING payments whose transaction is not known: the answer to the charge was lost, or
 * the process died before it asked. A transaction that the payment service has is taken over; a
 * charge that it does not have after ten minutes has never reached it.
 */
@Component
class GatewayPaymentJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(GatewayPaymentJob.class);

  /** The longest time that a charge may take. */
  private static final Duration UNKNOWN_AFTER = Duration.ofSeconds(60);

  private static final Duration NEVER_ARRIVED_AFTER = Duration.ofMinutes(10);
  private static final int AT_ONCE = 1_000;

  private final Orders orders;
  private final PaymentService payments;
  private final PaymentReconciler reconciler;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  GatewayPaymentJob(
      Orders orders,
      PaymentService payments,
      PaymentReconciler reconciler,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.payments = payments;
    this.reconciler = reconciler;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sales.gateway-payments";
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  private record UnresolvedPayment(UUID orderId, UUID paymentId, long charged, Instant since) {

    static UnresolvedPayment of(Order order, OrderPayment payment) {
      return new UnresolvedPayment(
          order.id(), payment.id(), payment.charged(), Objects.requireNonNull(payment.createdAt()));
    }
  }

  @Override
  public String mayBeWork() {
    return "select from sales.sales_order where tenant_id = $1 and payment_unheard_since < $2";
  }

  @Override
  public void run() {
    for (UnresolvedPayment payment : reads.run(this::unresolved)) {
      if (!resolve(payment)) {
        return;
      }
    }
  }

  private List<UnresolvedPayment> unresolved() {
    Instant before = clock.instant().minus(UNKNOWN_AFTER);
    return orders.unheardSince(before, AT_ONCE).stream()
        .flatMap(
            order ->
                order.payments().stream()
                    .filter(payment -> !payment.isSettled())
                    .map(payment -> UnresolvedPayment.of(order, payment)))
        .filter(payment -> payment.since.isBefore(before))
        .toList();
  }

  /** Returns whether the payment service answers, so that it makes sense to go on. */
  private boolean resolve(UnresolvedPayment payment) {
    try {
      reconcile(payment, payments.find(payment.orderId(), payment.paymentId(), payment.charged()));
    } catch (StatusRuntimeException e) {
      log.warn("the state of payment {} is not known: {}", payment.paymentId(), e.getStatus());
    } catch (PosException e) {
      log.warn("payment {} could not be resolved: {}", payment.paymentId(), e.toString());
      return e.reason() != Reason.UNAVAILABLE;
    }
    return true;
  }

  private void reconcile(UnresolvedPayment payment, Optional<PaymentTransaction> found) {
    boolean neverArrived = payment.since().isBefore(clock.instant().minus(NEVER_ARRIVED_AFTER));
    if (found.isEmpty() && !neverArrived) {
      return;
    }
    writes.run(
        () -> {
          Order order = orders.locked(payment.orderId());
          found.ifPresentOrElse(
              transaction -> reconciler.apply(order, TransactionUpdate.from(transaction, false)),
              () -> reconciler.fail(order, payment.paymentId()));
          return order;
        });
  }
}
