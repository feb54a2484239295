package id.laris.payment.transaction;

import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_VOIDED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.payment.PaymentModule;
import id.laris.payment.gateway.PaymentStates;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.PaymentRefund.Channel;
import id.laris.pos.v1.PaymentTransaction.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reverses at the gateway the payments that sales has voided: one that is not paid yet is
 * cancelled, and one that is paid is refunded. Where the method cannot be refunded a manual refund
 * is recorded, which the shop gives back by hand.
 *
 * <p>A payment that was voided while it was pending, and is paid all the same, is left as it is:
 * sales flags it, and somebody decides.
 */
@Component
class VoidedPayments implements EventConsumer {

  private final Transactions transactions;
  private final Refunds refunds;
  private final TransactionLog log;
  private final Sweeper sweeper;
  private final Clock clock;

  VoidedPayments(
      Transactions transactions,
      Refunds refunds,
      TransactionLog log,
      Sweeper sweeper,
      Clock clock) {
    this.transactions = transactions;
    this.refunds = refunds;
    this.log = log;
    this.sweeper = sweeper;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "payment.voided-payments";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return PaymentModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(ORDER_PAYMENT_VOIDED, ORDER_VOIDED);
  }

  @Override
  public void apply(List<Event> events) {
    for (Event event : events) {
      Order order = ORDER_VOIDED.payloadOf(event);
      order.getPaymentsList().stream()
          .filter(payment -> payment.getStatus() == Status.VOIDED)
          .forEach(payment -> reverse(order, payment));
    }
  }

  private void reverse(Order order, Payment payment) {
    find(order, payment)
        .ifPresent(
            id -> {
              Transaction transaction = transactions.locked(id);
              Before before = Before.of(transaction);
              if (!PaymentStates.wasPaid(transaction.state())) {
                transaction.requestCancel(payment.getVoidReason());
              } else if (payment.hasCapturedAt()) {
                refund(transaction, payment);
              }
              log.store(transaction, before, Cause.OPERATOR);
              transaction.sweepNow(clock.instant());
              sweeper.runAfterCommit();
            });
  }

  /** Finds the transaction of a payment that was taken through the gateway. */
  private Optional<UUID> find(Order order, Payment payment) {
    if (!payment.getTransactionId().isEmpty()) {
      return transactions.findById(Ids.parse(payment.getTransactionId())).map(Transaction::id);
    }
    UUID paymentId = Ids.parse(payment.getId());
    return transactions.findByOrderId(Ids.parse(order.getId())).stream()
        .filter(transaction -> Objects.equals(transaction.paymentId(), paymentId))
        .map(Transaction::id)
        .findFirst();
  }

  private void refund(Transaction transaction, Payment payment) {
    String key = "void:" + payment.getId();
    if (transaction.refundable() == 0 || refunds.findByRefundKey(key).isPresent()) {
      return;
    }
    transaction.refund(
        Ids.next(),
        new RequestedRefund(
            key,
            transaction.refundable(),
            payment.getVoidReason(),
            isRefundableByGateway(transaction) ? Channel.GATEWAY : Channel.MANUAL),
        clock.instant());
  }

  /** Returns whether the gateway refunds what is left, which is a part after an earlier refund. */
  private static boolean isRefundableByGateway(Transaction transaction) {
    return transaction.refundable() == transaction.amount()
        ? PaymentMethods.isRefundable(transaction.method())
        : PaymentMethods.isRefundableInPart(
            transaction.method(), transaction.attempt().qrisAcquirer());
  }
}
