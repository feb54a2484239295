package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.pos.v1.Payment.Type;
import id.laris.sales.location.OrderLocation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An order and its payments: what they have paid, what is waited for, and what is left to pay. */
@MappedSuperclass
abstract class PayableOrder extends OrderState {

  @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("paymentNumber, id")
  List<OrderPayment> payments = new ArrayList<>();

  PayableOrder() {}

  PayableOrder(
      UUID id,
      @Nullable String creationHash,
      String currency,
      OrderDetails details,
      @Nullable OrderLocation location) {
    super(id, creationHash, currency, details, location);
  }

  public List<OrderPayment> payments() {
    return payments;
  }

  public boolean hasPayment(UUID paymentId) {
    return findPayment(paymentId).isPresent();
  }

  public OrderPayment payment(UUID paymentId) {
    return findPayment(paymentId).orElseThrow(() -> Errors.notFound("payment", paymentId));
  }

  public Optional<OrderPayment> findPayment(UUID paymentId) {
    return payments.stream().filter(payment -> payment.id().equals(paymentId)).findFirst();
  }

  /** The payment that a transaction is for, once that is known. */
  public Optional<OrderPayment> findPaidBy(UUID transactionId) {
    return payments.stream().filter(payment -> payment.isPaidBy(transactionId)).findFirst();
  }

  /** The number of the next payment; one that was forgotten leaves a gap. */
  int nextPaymentNumber() {
    return payments.isEmpty() ? 1 : payments.getLast().paymentNumber() + 1;
  }

  /** What the payments that stand have paid of the total. */
  public long paid() {
    return sum(OrderPayment::isCaptured, OrderPayment::counted);
  }

  public long due() {
    return total() - paid();
  }

  /** What the customer has not paid yet of the payments through the gateway. */
  public long pending() {
    return sum(OrderPayment::isPending, OrderPayment::amount);
  }

  /** What another payment may be for. */
  public long payable() {
    return due() - pending();
  }

  /**
   * What is still to be paid if it is paid in cash. The location rounds the cash part of the order
   * as a whole: what is left to pay together with the cash that was taken before, less what of that
   * is in the till. So it makes no difference how often cash is given.
   */
  public long cashDue() {
    long payable = payable();
    if (location == null || payable == 0) {
      return payable;
    }
    Predicate<OrderPayment> cash = any -> any.isCaptured() && any.type() == Type.CASH;
    long paidInCash = sum(cash, OrderPayment::amount);
    long inTill = sum(cash, payment -> payment.amount() + payment.rounding());
    return Math.max(0, location.roundCash(Math.addExact(payable, paidInCash), currency) - inTill);
  }

  /** The gateway has refused a payment: it leaves the books, unless another call asks for it. */
  public void refuse(UUID paymentId) {
    findPayment(paymentId)
        .filter(OrderPayment::refuse)
        .ifPresent(
            payment -> {
              payments.remove(payment);
              edited();
            });
  }

  /** Gives up a payment that nobody has heard of. Returns whether anything changed. */
  public boolean giveUp(UUID paymentId, String why) {
    OrderPayment payment = payment(paymentId);
    return !payment.isSettled() && payment.fail(why) && edited();
  }

  private long sum(Predicate<OrderPayment> which, ToLongFunction<OrderPayment> amount) {
    return payments.stream().filter(which).mapToLong(amount).reduce(0, Math::addExact);
  }
}
