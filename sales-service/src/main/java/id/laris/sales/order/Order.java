package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.sales.location.OrderLocation;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale: DRAFT while items come and go, OPEN while it is paid, then COMPLETED or VOIDED for good.
 * It refuses what its state does not allow; what it costs is put in by {@link
 * id.laris.sales.quote.OrderPricer}.
 */
@Entity
@Table(name = "sales_order", schema = "sales")
public class Order extends PayableOrder {

  private static final long MAX_AMOUNT = 1_000_000_000_000_000L;
  private static final int MAX_ITEMS = 500;
  private static final int MAX_DISCOUNTS = 100;

  /** For Hibernate. */
  protected Order() {}

  /**
   * A new DRAFT.
   *
   * @param creationHash of the request, where the client made the id; null where it did not
   */
  public Order(
      UUID id,
      @Nullable String creationHash,
      String currency,
      OrderDetails details,
      @Nullable OrderLocation location) {
    super(id, creationHash, currency, details, location);
  }

  /** Refuses a request to make this order that is not the one it was made by. */
  public Order requireMadeBy(@Nullable String hash) {
    requireSameMaker(hash);
    return this;
  }

  // While it is a DRAFT

  /** Adds a line, unless it is there. Returns whether anything changed. */
  public boolean addItem(ItemWanted wanted) {
    Optional<OrderItem> existing = findItem(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().is(wanted)) {
        throw Errors.alreadyExists("order item", wanted.id());
      }
      return false;
    }
    requireStatus(Status.DRAFT);
    if (items.size() == MAX_ITEMS) {
      throw Errors.invalid(
          "order_id", "has the maximum of %d lines: create another order".formatted(MAX_ITEMS));
    }
    int lineNumber = items.isEmpty() ? 1 : items.getLast().lineNumber() + 1;
    items.add(new OrderItem(this, lineNumber, wanted));
    return edited();
  }

  /** Changes what is not null of a line. */
  public boolean changeItem(
      UUID itemId,
      @Nullable Long quantity,
      @Nullable List<UUID> modifierIds,
      @Nullable String notes) {
    requireStatus(Status.DRAFT);
    OrderItem item = item(itemId);
    if (quantity != null) {
      item.take(quantity);
    }
    if (modifierIds != null) {
      item.choose(modifierIds);
    }
    if (notes != null) {
      item.note(notes);
    }
    return edited();
  }

  /** Takes a line off, with its discounts. */
  public boolean removeItem(UUID itemId) {
    requireStatus(Status.DRAFT);
    OrderItem item = item(itemId);
    items.remove(item);
    discounts = discounts.stream().filter(discount -> !discount.isFor(item)).toList();
    return edited();
  }

  /** Gives a discount, unless it was given. Returns whether anything changed. */
  public boolean addDiscount(OrderDiscount wanted) {
    Optional<OrderDiscount> existing = findDiscount(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().is(wanted)) {
        throw Errors.alreadyExists("discount", wanted.id());
      }
      return false;
    }
    requireStatus(Status.DRAFT);
    if (discounts.size() == MAX_DISCOUNTS) {
      throw Errors.invalid(
          "order_id", "has the maximum of %d discounts: remove one first".formatted(MAX_DISCOUNTS));
    }
    if (wanted.itemId() != null) {
      item(wanted.itemId());
    }
    discounts = new ArrayList<>(discounts);
    discounts.add(wanted);
    return edited();
  }

  public boolean removeDiscount(UUID discountId) {
    requireStatus(Status.DRAFT);
    OrderDiscount discount = discount(discountId);
    discounts = discounts.stream().filter(other -> !other.equals(discount)).toList();
    return edited();
  }

  /**
   * Changes the named details. Those that decide prices need a DRAFT; the others may change until
   * the order is closed.
   *
   * @param newLocation what inventory says of the location, where that is among the fields
   */
  public boolean changeDetails(
      OrderDetails other, Set<String> fields, @Nullable OrderLocation newLocation) {
    if (OrderDetails.changesPrices(fields) || status != Status.OPEN) {
      requireStatus(Status.DRAFT);
    }
    details = details.with(other, fields);
    if (fields.contains(OrderDetails.LOCATION)) {
      location = newLocation;
    }
    return edited();
  }

  // From stage to stage

  /** Fixes what the order costs: from now on it never changes. Returns whether anything changed. */
  public boolean finalizePrices(Instant now) {
    if (status == Status.OPEN) {
      return false;
    }
    requireTransition(Status.DRAFT, Status.OPEN);
    if (items.isEmpty()) {
      throw Errors.of(Reason.ORDER_EMPTY, "The order has no items: add one first.")
          .with("id", id());
    }
    status = Status.OPEN;
    finalizedAt = now;
    stockRevision = 0;
    return edited();
  }

  /** Takes over what inventory holds for it. */
  public void holdStock(long revision, Instant until) {
    stockRevision = revision;
    stockReservedUntil = until;
  }

  /** Back to DRAFT, while nothing is paid or waits to be. Returns whether anything changed. */
  public boolean reopen() {
    if (status == Status.DRAFT) {
      return false;
    }
    requireTransition(Status.OPEN, Status.DRAFT);
    if (payments.stream().anyMatch(any -> any.isCaptured() || any.isPending())) {
      throw Errors.illegalTransition(ORDER, id(), "OPEN with payments", Status.DRAFT.name());
    }
    status = Status.DRAFT;
    finalizedAt = null;
    stockReservedUntil = null;
    return edited();
  }

  /** Takes a payment, unless it was taken; one through the payment gateway is PENDING then. */
  public OrderPayment pay(PaymentWanted wanted) {
    if (!wanted.currency().isEmpty() && !wanted.currency().equals(currency)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The order is in %s: pay in that currency.".formatted(currency))
          .with("expected", currency)
          .with("actual", wanted.currency());
    }
    Optional<OrderPayment> existing = findPayment(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().is(wanted)) {
        throw Errors.alreadyExists("payment", wanted.id());
      }
      return existing.get();
    }
    requireStatus(Status.OPEN);
    OrderPayment payment = new OrderPayment(this, nextPaymentNumber(), wanted);
    payments.add(payment);
    edited();
    return payment;
  }

  /** Enters what the payment service says of a transaction. Returns what it has changed. */
  public NewsOfPayments.Change hear(TransactionNews news, UUID idIfNew, Instant now) {
    return new NewsOfPayments(this).enter(news, idIfNew, now);
  }

  /** Takes a payment back. Returns whether anything changed. */
  public boolean voidPayment(UUID paymentId, String reason, Instant now) {
    OrderPayment payment = payment(paymentId);
    if (!payment.isStanding()) {
      return false;
    }
    // Money that came too late is given back whatever has become of the order.
    if (payment.status() != Payment.Status.FLAGGED) {
      requireStatus(Status.OPEN);
    }
    payment.cancel(reason, now);
    return edited();
  }

  /** Closes the order, once it is paid. Returns whether anything changed. */
  public boolean complete(Instant now) {
    if (status == Status.COMPLETED) {
      return false;
    }
    requireTransition(Status.OPEN, Status.COMPLETED);
    if (due() > 0) {
      throw Errors.of(
              Reason.INSUFFICIENT_PAYMENT,
              "%d of %d is still due: add a payment first.".formatted(due(), total()))
          .with("total", total())
          .with("paid", paid())
          .with("pending", pending())
          .with("due", due());
    }
    status = Status.COMPLETED;
    completedAt = now;
    stockReservedUntil = null;
    return edited();
  }

  public void assignReceipt(String number, LocalDate day) {
    receiptNumber = number;
    businessDate = day;
  }

  /** Cancels the order and every payment of it. Returns whether anything changed. */
  public boolean cancel(String reason, Instant now) {
    if (status == Status.VOIDED) {
      return false;
    }
    if (status != Status.OPEN) {
      requireTransition(Status.DRAFT, Status.VOIDED);
    }
    payments.stream()
        .filter(any -> any.isCaptured() || any.isPending())
        .forEach(payment -> payment.cancel(reason, now));
    status = Status.VOIDED;
    stockReservedUntil = null;
    voidReason = reason;
    voidedAt = now;
    return edited();
  }

  /** What the catalog and the arithmetic made of it; the items have taken over theirs. */
  public void cost(
      OrderTotals newTotals,
      List<OrderDiscount> newDiscounts,
      List<OrderServiceCharge> newServiceCharges,
      List<OrderTax> newTaxes) {
    if (newTotals.subtotal() > MAX_AMOUNT || newTotals.total() > MAX_AMOUNT) {
      throw Errors.invalid("quantity", "the order would cost more than 10^15 minor units");
    }
    totals = newTotals;
    discounts = newDiscounts;
    serviceCharges = newServiceCharges;
    taxes = newTaxes;
  }
}
