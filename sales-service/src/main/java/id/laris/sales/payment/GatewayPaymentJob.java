package id.laris.sales.payment;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.sales.SalesModule;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.order.TransactionNews;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks after PENDING payments whose transaction was never heard of: the answer to the charge was
 * lost, or the process died before it asked. What the payment service has is taken over; what it
 * has not got after ten minutes has never reached it.
 */
@Component
class GatewayPaymentJob implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(GatewayPaymentJob.class);

  /** A charge may be under way for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
  private static final int AT_ONCE = 1_000;

  private final Orders orders;
  private final PaymentService payments;
  private final PaymentBooks books;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  GatewayPaymentJob(
      Orders orders,
      PaymentService payments,
      PaymentBooks books,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.payments = payments;
    this.books = books;
    this.jdbc = jdbc;
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

  private record Unheard(UUID orderId, UUID paymentId, long charged, Instant since) {}

  @Override
  public void run() {
    for (Unheard payment : reads.run(this::unheard)) {
      if (!lookAfter(payment)) {
        return;
      }
    }
  }

  private List<Unheard> unheard() {
    return jdbc.sql(
            """
            select order_id, id, amount + tip as charged, created_at from sales.order_payment
            where tenant_id = :tenant and status = 'PENDING' and transaction_id is null and created_at < :before
            order by created_at limit :atOnce
            """)
        .param("tenant", Caller.current().tenantId())
        .param("before", clock.instant().minus(PATIENCE).atOffset(ZoneOffset.UTC))
        .param("atOnce", AT_ONCE)
        .query(
            (row, number) ->
                new Unheard(
                    row.getObject("order_id", UUID.class),
                    row.getObject("id", UUID.class),
                    row.getLong("charged"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Returns whether the payment service answers, so that there is sense in going on. */
  private boolean lookAfter(Unheard payment) {
    try {
      take(payment, payments.find(payment.orderId(), payment.paymentId(), payment.charged()));
    } catch (StatusRuntimeException e) {
      log.warn("what became of payment {} is not said: {}", payment.paymentId(), e.getStatus());
    } catch (PosException e) {
      log.warn("payment {} could not be looked after: {}", payment.paymentId(), e.toString());
      return e.reason() != Reason.UNAVAILABLE;
    }
    return true;
  }

  private void take(Unheard payment, Optional<PaymentTransaction> found) {
    boolean hopeless = payment.since().isBefore(clock.instant().minus(LONGEST_PATIENCE));
    if (found.isEmpty() && !hopeless) {
      return;
    }
    writes.run(
        () -> {
          Order order = orders.locked(payment.orderId());
          found.ifPresentOrElse(
              transaction -> books.enter(order, TransactionNews.from(transaction, false)),
              () -> books.giveUp(order, payment.paymentId()));
          return order;
        });
  }
}
