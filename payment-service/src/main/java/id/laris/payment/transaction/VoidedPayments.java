package id.laris.payment.transaction;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Ids;
import id.laris.events.EventConsumer;
import id.laris.payment.PaymentModule;
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
 * What sales takes back is taken back at the gateway: a payment that was waited for is cancelled,
 * and one that had come in is refunded; where the method cannot be, the shop gives it back by hand,
 * which is noted.
 *
 * <p>A payment that was voided while it was waited for, and comes in all the same, is left as it
 * is: sales shows it to somebody, who decides.
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
  public Set<String> types() {
    return Set.of("OrderPaymentVoided", "OrderVoided");
  }

  @Override
  public void apply(List<Event> events) {
    for (Event event : events) {
      Order order = order(event);
      order.getPaymentsList().stream()
          .filter(payment -> payment.getStatus() == Status.VOIDED)
          .forEach(payment -> takeBack(order, payment));
    }
  }

  private static Order order(Event event) {
    try {
      return event.getPayload().unpack(Order.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the payload is no order", e);
    }
  }

  private void takeBack(Order order, Payment payment) {
    find(order, payment)
        .ifPresent(
            id -> {
              Transaction transaction = transactions.locked(id);
              Before before = Before.of(transaction);
              if (!States.isMoneyIn(transaction.state())) {
                transaction.requestCancel(payment.getVoidReason());
              } else if (payment.hasCapturedAt()) {
                refund(transaction, payment);
              }
              log.store(transaction, before, Cause.OPERATOR);
              transaction.hurry(clock.instant());
              sweeper.soon();
            });
  }

  /** The transaction of a payment that was taken through the gateway. */
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
        new RefundWanted(
            key,
            transaction.refundable(),
            payment.getVoidReason(),
            theMethodCan(transaction) ? Channel.GATEWAY : Channel.MANUAL),
        clock.instant());
  }

  /** Where a part was given back before, what is left is a part. */
  private static boolean theMethodCan(Transaction transaction) {
    return transaction.refundable() == transaction.amount()
        ? Methods.isRefundable(transaction.method())
        : Methods.isRefundableInPart(transaction.method(), transaction.qrisAcquirer());
  }
}
