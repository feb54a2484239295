package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.sales.location.BusinessDay;
import id.laris.sales.location.OrderLocation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale: DRAFT while items come and go, OPEN while it is paid, then COMPLETED. A DRAFT or OPEN
 * order can be VOIDED, and an OPEN one without payments is a DRAFT again when it is reopened. It
 * refuses what its state does not allow; {@link id.laris.sales.quote.OrderPricer} sets its prices.
 *
 * <p>Its fields have the names of their columns, because {@link Orders} stores and reads it as
 * JSON.
 */
public class Order {

  static final String RESOURCE = "order";

  private static final long MAX_AMOUNT = 1_000_000_000_000_000L;
  private static final int MAX_ITEMS = 500;
  private static final int MAX_DISCOUNTS = 100;
  private static final int MAX_REWARDS = 20;

  /** As many as customer-service makes of an order. */
  private static final long MAX_GIFT_CARDS = 1_000;

  private UUID id;

  /** Counts the changes that were stored. */
  private int version;

  @JsonProperty("created_at")
  private @Nullable Instant createdAt;

  @JsonProperty("updated_at")
  private @Nullable Instant updatedAt;

  @JsonProperty("creation_hash")
  private @Nullable String creationHash;

  @JsonUnwrapped private OrderLifecycle lifecycle = OrderLifecycle.DRAFT;
  @JsonUnwrapped private OrderDetails details;

  /** Null without a location, and for orders from before locations were known. */
  private @Nullable OrderLocation location;

  @JsonUnwrapped private OrderCustomer customer = OrderCustomer.NONE;

  private String currency;
  private List<OrderItem> items = new ArrayList<>();
  private List<OrderDiscount> discounts = List.of();

  @JsonProperty("service_charges")
  private List<OrderServiceCharge> serviceCharges = List.of();

  private List<OrderTax> taxes = List.of();
  @JsonUnwrapped private OrderTotals totals = OrderTotals.ZERO;
  private List<OrderPayment> payments = new ArrayList<>();

  /** Null until it is COMPLETED. */
  @JsonUnwrapped private @Nullable OrderReceipt receipt;

  @JsonUnwrapped private StockHold stockHold = StockHold.NONE;

  @JsonUnwrapped private OrderPromotions promotions = OrderPromotions.NONE;

  @JsonUnwrapped private HeldOrder held = HeldOrder.NOT;

  /** The attempt under which the points of its rewards are held; 0 where it has none. */
  @JsonProperty("reward_revision")
  private long rewardRevision;

  /** The shift in which it was completed; null for none. */
  @JsonProperty("shift_id")
  private @Nullable UUID shiftId;

  @JsonIgnore private boolean edited;
  @JsonIgnore private final List<TakenId> taken = new ArrayList<>();
  @JsonIgnore private final List<TakenId> freed = new ArrayList<>();

  @SuppressWarnings("NullAway") // Jackson fills it in
  private Order() {}

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
      @Nullable OrderLocation location,
      OrderCustomer customer) {
    this.id = id;
    this.creationHash = creationHash;
    this.currency = currency;
    this.details = details;
    this.location = location;
    this.customer = customer;
  }

  /** Refuses a request for this id that differs from the one that created the order. */
  public Order requireMadeBy(@Nullable String hash) {
    if (!Objects.equals(creationHash, hash)) {
      throw Errors.alreadyExists(RESOURCE, id());
    }
    return this;
  }

  /**
   * Refuses a change that was made against another version. A change that was done already is a
   * repetition and never refused.
   */
  public void requireVersion(boolean doneAlready, boolean given, int expected) {
    if (!doneAlready) {
      requireVersion(given, expected);
    }
  }

  /** Refuses a change that was made against another version than the current one. */
  public void requireVersion(boolean given, int expected) {
    if (given && expected != version) {
      throw Errors.versionConflict(RESOURCE, id, expected, version);
    }
  }

  // Changes of a DRAFT

  /** Refuses to change an order that is not a DRAFT, or was put aside. */
  private void requireDraft() {
    lifecycle.requireStatus(id(), Status.DRAFT);
    requireAtHand();
  }

  private void requireAtHand() {
    if (held.isHeld()) {
      throw Errors.of(
              Reason.ILLEGAL_STATE_TRANSITION,
              "The order %s is held as \"%s\": recall it first.".formatted(id(), held.label()))
          .with("resource", RESOURCE)
          .with("id", id())
          .with("from", "HELD");
    }
  }

  /** Puts the order aside. Returns whether anything changed. */
  public boolean hold(String label, UUID by, Instant now) {
    lifecycle.requireStatus(id(), Status.DRAFT);
    if (held.is(label)) {
      return false;
    }
    held = new HeldOrder(label, now, by);
    return edited();
  }

  /**
   * Takes the order up again.
   *
   * <p>Errors: HELD_ORDER_NOT_FOUND where it is not held.
   *
   * @param registerId the register that takes it; null for the one that it had
   */
  public void recall(@Nullable UUID registerId) {
    if (!held.isHeld()) {
      throw Errors.of(
              Reason.HELD_ORDER_NOT_FOUND,
              "The order %s is not held: it was recalled already, or never held.".formatted(id()))
          .with("id", id());
    }
    held = HeldOrder.NOT;
    if (registerId != null) {
      details = details.atRegister(registerId);
    }
    edited();
  }

  /** Adds a line, unless it exists. Returns whether anything changed. */
  public boolean addItem(ItemRequest wanted) {
    Optional<OrderItem> existing = findItem(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().matches(wanted)) {
        throw Errors.alreadyExists("order item", wanted.id());
      }
      return false;
    }
    requireDraft();
    if (items.size() == MAX_ITEMS) {
      throw Errors.invalid(
          "order_id", "has the maximum of %d lines: create another order".formatted(MAX_ITEMS));
    }
    int lineNumber = items.isEmpty() ? 1 : items.getLast().lineNumber() + 1;
    items.add(new OrderItem(lineNumber, wanted));
    taken.add(TakenId.line(wanted.id()));
    return edited();
  }

  /** Changes the given values of a line that are not null. */
  public boolean changeItem(
      UUID itemId,
      @Nullable Long quantity,
      @Nullable List<UUID> modifierIds,
      @Nullable String notes) {
    requireDraft();
    OrderItem item = item(itemId);
    if (quantity != null) {
      item.changeQuantity(quantity);
    }
    if (modifierIds != null) {
      item.chooseModifiers(modifierIds);
    }
    if (notes != null) {
      item.changeNotes(notes);
    }
    return edited();
  }

  /** Changes who sold a line; null where the employee of the order did. */
  public boolean changeEmployee(UUID itemId, @Nullable UUID employeeId) {
    requireDraft();
    item(itemId).changeEmployee(employeeId);
    return edited();
  }

  /** Removes a line, with its discounts. */
  public boolean removeItem(UUID itemId) {
    requireDraft();
    OrderItem item = item(itemId);
    items.remove(item);
    freed.add(TakenId.line(itemId));
    // The free piece of a reward is that of another line then.
    discounts =
        discounts.stream()
            .filter(discount -> discount.reward() != null || !discount.isFor(item))
            .toList();
    return edited();
  }

  /** Gives a discount, unless it was given. Returns whether anything changed. */
  public boolean addDiscount(OrderDiscount wanted) {
    Optional<OrderDiscount> existing = findDiscount(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().matches(wanted)) {
        throw Errors.alreadyExists("discount", wanted.id());
      }
      return false;
    }
    requireDraft();
    if (discounts.size() == MAX_DISCOUNTS) {
      throw Errors.invalid(
          "order_id", "has the maximum of %d discounts: remove one first".formatted(MAX_DISCOUNTS));
    }
    if (promotions.include(wanted.id())) {
      throw Errors.alreadyExists("discount", wanted.id());
    }
    if (wanted.itemId() != null) {
      item(wanted.itemId());
    }
    if (wanted.reward() != null) {
      requireRoomForReward();
    }
    discounts = new ArrayList<>(discounts);
    discounts.add(wanted);
    return edited();
  }

  /** Refuses an order that can get no reward, before it is asked for. */
  public void requireRoomForReward() {
    requireDraft();
    if (customer.id() == null) {
      throw Errors.invalid(
          "order_id", "has no customer who could get a reward: set customer_id first");
    }
    if (rewards().size() == MAX_REWARDS) {
      throw Errors.invalid(
          "order_id", "has the maximum of %d rewards: remove one first".formatted(MAX_REWARDS));
    }
  }

  public boolean removeDiscount(UUID discountId) {
    requireDraft();
    OrderDiscount discount = discount(discountId);
    discounts = discounts.stream().filter(other -> !other.equals(discount)).toList();
    return edited();
  }

  /** Enters a coupon, unless it was entered. Returns whether anything changed. */
  public boolean addCoupon(String code) {
    if (findCoupon(code).isPresent()) {
      return false;
    }
    requireDraft();
    List<OrderCoupon> coupons = new ArrayList<>(promotions.coupons());
    if (coupons.size() == OrderPromotions.MAX_COUPONS) {
      throw Errors.invalid(
          "order_id",
          "has the maximum of %d coupons: remove one first".formatted(OrderPromotions.MAX_COUPONS));
    }
    coupons.add(OrderCoupon.entered(code));
    promotions = promotions.withCoupons(coupons);
    return edited();
  }

  /** Removes a coupon, or refuses with NOT_FOUND. */
  public boolean removeCoupon(String code) {
    requireDraft();
    OrderCoupon removed = coupon(code);
    promotions =
        promotions.withCoupons(
            promotions.coupons().stream().filter(other -> !other.equals(removed)).toList());
    return edited();
  }

  /**
   * Changes the named details. Details that decide prices need a DRAFT; the others may change until
   * the order is closed.
   *
   * @param newLocation the location from inventory, if it is among the fields
   * @param newCustomer the customer from customer-service, if it is among the fields
   */
  public boolean changeDetails(
      OrderDetails other,
      Set<String> fields,
      @Nullable OrderLocation newLocation,
      OrderCustomer newCustomer) {
    requireChangeable(fields);
    details = details.with(other, fields);
    if (fields.contains(OrderDetails.LOCATION)) {
      location = newLocation;
    }
    if (fields.contains(OrderDetails.CUSTOMER)) {
      changeCustomer(newCustomer);
    }
    return edited();
  }

  /** Refuses to change these details in the state of the order. */
  public void requireChangeable(Set<String> fields) {
    if (OrderDetails.changesPrices(fields) || status() != Status.OPEN) {
      requireDraft();
    }
  }

  private void changeCustomer(OrderCustomer newCustomer) {
    if (!Objects.equals(newCustomer.id(), customer.id())) {
      if (!rewards().isEmpty()) {
        throw customerStays("rewards of its customer: remove them");
      }
      if (status() == Status.OPEN && customer.id() != null && !promotions.applied().isEmpty()) {
        throw customerStays("promotions that may be its customer's: reopen it");
      }
      if (payments.stream().anyMatch(OrderPayment::isOfCustomer)) {
        throw customerStays("payments of its customer: void them");
      }
    }
    customer = newCustomer;
  }

  private PosException customerStays(String because) {
    return Errors.of(
            Reason.ILLEGAL_STATE_TRANSITION,
            "The order %s has %s before the customer is changed.".formatted(id(), because))
        .with("resource", RESOURCE)
        .with("id", id())
        .with("from", status().name())
        .with("to", status().name());
  }

  // Transitions

  /**
   * Fixes the prices of the order: they do not change while it is OPEN, and never once it is
   * closed. Returns whether anything changed.
   */
  public boolean finalizePrices(Instant now) {
    if (status() == Status.OPEN) {
      return false;
    }
    lifecycle.requireTransition(id(), Status.DRAFT, Status.OPEN);
    requireAtHand();
    if (items.isEmpty()) {
      throw Errors.of(Reason.ORDER_EMPTY, "The order has no items: add one first.")
          .with("id", id());
    }
    lifecycle = lifecycle.finalizeAt(now);
    stockHold = StockHold.NONE;
    rewardRevision = 0;
    promotions = promotions.withRevision(0);
    return edited();
  }

  /** Takes over the stock that inventory holds for it. */
  public void holdStock(StockHold hold) {
    stockHold = hold;
  }

  /** Takes over the points that customer-service holds for its rewards. */
  public void holdRewards(long revision) {
    rewardRevision = revision;
  }

  /** Takes over the uses that promotion-service reserved for its promotions. */
  public void holdPromotions(long revision) {
    promotions = promotions.withRevision(revision);
  }

  /**
   * Returns to DRAFT, while no payment is captured or pending. Returns whether anything changed.
   */
  public boolean reopen() {
    if (status() == Status.DRAFT) {
      return false;
    }
    lifecycle.requireTransition(id(), Status.OPEN, Status.DRAFT);
    if (payments.stream().anyMatch(any -> any.isCaptured() || any.isPending())) {
      throw Errors.of(
              Reason.ILLEGAL_STATE_TRANSITION,
              "The order %s has payments: void them before it is reopened.".formatted(id()))
          .with("resource", RESOURCE)
          .with("id", id())
          .with("from", Status.OPEN.name())
          .with("to", Status.DRAFT.name());
    }
    lifecycle = OrderLifecycle.DRAFT;
    stockHold = stockHold.ended();
    return edited();
  }

  /** Takes a payment, unless it was taken; one through the payment gateway is PENDING then. */
  public OrderPayment pay(PaymentRequest wanted) {
    wanted.requireCurrency(currency);
    Optional<OrderPayment> existing = findPayment(wanted.id());
    if (existing.isPresent()) {
      if (!existing.get().matches(wanted)) {
        throw Errors.alreadyExists("payment", wanted.id());
      }
      return existing.get();
    }
    lifecycle.requireStatus(id(), Status.OPEN);
    requireCustomerFor(wanted);
    promotions.requireAllowed(wanted.type(), wanted.path() + "payment_type");
    OrderPayment payment = new OrderPayment(nextPaymentNumber(), wanted, this);
    addPayment(payment);
    edited();
    return payment;
  }

  /** Refuses a payment from what a customer has, where the order has no customer. */
  public void requireCustomerFor(PaymentRequest wanted) {
    if (wanted.isOfCustomer() && customer.id() == null) {
      throw Errors.invalid(
          wanted.path() + "payment_type",
          "needs an order with a customer: set customer_id, or use another payment type");
    }
  }

  /**
   * Removes a payment that the gateway has refused, unless another call asks for it. Returns
   * whether it was removed.
   */
  public boolean removeRefusedPayment(UUID paymentId) {
    Optional<OrderPayment> refused = findPayment(paymentId).filter(OrderPayment::chargeRefused);
    refused.ifPresent(
        payment -> {
          payments.remove(payment);
          freed.add(TakenId.payment(paymentId));
          edited();
        });
    return refused.isPresent();
  }

  /** Fails a payment that has no transaction. Returns whether anything changed. */
  public boolean failPayment(UUID paymentId, String reason) {
    OrderPayment payment = payment(paymentId);
    if (payment.isSettled()) {
      return false;
    }
    payment.fail(reason);
    return edited();
  }

  /** Brings a payment up to date with its transaction. Returns what that has changed. */
  public PaymentChange reconcile(TransactionUpdate update, UUID idIfNew, Instant now) {
    PaymentChange change = new PaymentReconciliation(this, now).apply(update, idIfNew);
    if (change != PaymentChange.NONE && change != PaymentChange.HEARD) {
      edited();
    }
    return change;
  }

  /** Adds a payment, whoever has taken it. */
  void addPayment(OrderPayment payment) {
    payments.add(payment);
    taken.add(TakenId.payment(payment.id()));
  }

  /** Takes a transaction for one of its payments: no other order may have it. */
  void takeTransaction(UUID transactionId) {
    taken.add(TakenId.transaction(transactionId));
  }

  /**
   * Takes a payment back. Returns whether anything changed.
   *
   * @param openShift the shift that is open now; null for none
   */
  public boolean voidPayment(UUID paymentId, String reason, Instant now, @Nullable UUID openShift) {
    OrderPayment payment = payment(paymentId);
    if (!payment.isStanding()) {
      return false;
    }
    // Money that came too late is refunded whatever the state of the order.
    if (payment.status() != Payment.Status.FLAGGED) {
      lifecycle.requireStatus(id(), Status.OPEN);
    }
    payment.cancel(reason, now, openShift);
    return edited();
  }

  /**
   * Closes the order, once it is paid. Returns whether anything changed.
   *
   * @param openShift the shift that is open now; null for none: then it is a sale of the shift of
   *     its last payment
   */
  public boolean complete(Instant now, @Nullable UUID openShift) {
    if (status() == Status.COMPLETED) {
      return false;
    }
    lifecycle.requireTransition(id(), Status.OPEN, Status.COMPLETED);
    balance().requireSettled();
    lifecycle = lifecycle.completeAt(now);
    stockHold = stockHold.ended();
    shiftId = openShift == null ? shiftOfLastPayment() : openShift;
    return edited();
  }

  private @Nullable UUID shiftOfLastPayment() {
    return payments.reversed().stream()
        .filter(OrderPayment::isCaptured)
        .findFirst()
        .map(OrderPayment::shiftId)
        .orElse(null);
  }

  public void assignReceipt(String number, LocalDate day) {
    receipt = new OrderReceipt(number, day);
  }

  /**
   * Voids the order with its payments that are captured or pending. Returns whether anything
   * changed.
   *
   * @param openShift the shift that is open now; null for none
   */
  public boolean cancel(String reason, Instant now, @Nullable UUID openShift) {
    if (status() == Status.VOIDED) {
      return false;
    }
    if (status() != Status.OPEN) {
      lifecycle.requireTransition(id(), Status.DRAFT, Status.VOIDED);
    }
    payments.stream()
        .filter(any -> any.isCaptured() || any.isPending())
        .forEach(payment -> payment.cancel(reason, now, openShift));
    lifecycle = lifecycle.voidAt(now, reason);
    held = HeldOrder.NOT;
    stockHold = stockHold.ended();
    return edited();
  }

  /** Refuses a return of goods of an order that is not COMPLETED, or was taken back entirely. */
  public void requireStandingSale() {
    lifecycle.requireStanding(id());
  }

  /** Marks the sale as taken back. */
  public void voidSale(String reason, Instant now) {
    requireStandingSale();
    lifecycle = lifecycle.voidSaleAt(now, reason);
    edited();
  }

  /** Takes over the priced totals, taxes and charges; the items have taken over their own. */
  public void applyPrices(
      OrderTotals newTotals,
      List<OrderDiscount> newDiscounts,
      List<OrderServiceCharge> newServiceCharges,
      List<OrderTax> newTaxes) {
    if (newTotals.subtotal() > MAX_AMOUNT || newTotals.total() > MAX_AMOUNT) {
      throw Errors.invalid(
          "request", "would make the order cost more than 10^15 minor units: reduce a quantity");
    }
    if (items.stream().mapToLong(OrderItem::giftCards).reduce(0, Amounts::add) > MAX_GIFT_CARDS) {
      throw Errors.invalid(
          "request",
          "would sell more than %d gift cards in one order: reduce a quantity"
              .formatted(MAX_GIFT_CARDS));
    }
    totals = newTotals;
    discounts = newDiscounts;
    serviceCharges = newServiceCharges;
    taxes = newTaxes;
  }

  /**
   * Takes over the promotions and coupons as they were evaluated for it.
   *
   * @param unavailable it was priced without promotions, because promotion-service did not answer
   */
  public void applyPromotions(
      List<OrderPromotion> newPromotions,
      List<OrderCoupon> newCoupons,
      boolean unavailable,
      @Nullable PromotionFacts facts) {
    promotions =
        new OrderPromotions(newPromotions, newCoupons, unavailable, promotions.revision(), facts);
  }

  private boolean edited() {
    edited = true;
    return true;
  }

  // Storing

  /** Prepares a change for being stored: what is new gets its time, and a change a new version. */
  void prepare(Instant now) {
    if (createdAt == null) {
      createdAt = now;
      updatedAt = now;
    } else if (edited) {
      updatedAt = now;
      version++;
    }
    edited = false;
    items.forEach(item -> item.prepare(now));
    payments.forEach(payment -> payment.prepare(now));
  }

  /** The ids that it takes with this change: no other order may have them. */
  List<TakenId> taken() {
    return taken;
  }

  /** The ids that it frees with this change. */
  List<TakenId> freed() {
    return freed;
  }

  /** Records that the change is stored. */
  void stored() {
    taken.clear();
    freed.clear();
  }

  /** Returns whether it is COMPLETED or VOIDED: then its lines and payments are rows. */
  boolean isClosed() {
    return status() == Status.COMPLETED || status() == Status.VOIDED;
  }

  /** The lines that are stored with the order; null where they are rows. */
  @JsonGetter("items")
  @Nullable List<OrderItem> itemsInDocument() {
    return isClosed() ? null : items;
  }

  /** The payments that are stored with the order; null where they are rows. */
  @JsonGetter("payments")
  @Nullable List<OrderPayment> paymentsInDocument() {
    return isClosed() ? null : payments;
  }

  /**
   * Since when the payment service should have told of a payment's transaction; null where no
   * payment waits for that.
   */
  @JsonGetter("payment_unheard_since")
  @Nullable Instant paymentUnheardSince() {
    return payments.stream()
        .filter(payment -> !payment.isSettled())
        .map(OrderPayment::createdAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Returns whether a payment that is stored with the order belongs to a shift. */
  @JsonGetter("in_shift")
  boolean isInShift() {
    return !isClosed() && payments.stream().anyMatch(OrderPayment::isInShift);
  }

  /** A receipt without a number is none. */
  @JsonUnwrapped
  @JsonSetter("receipt")
  private void setReceipt(OrderReceipt read) {
    receipt = OrderReceipt.orNull(read);
  }

  // Fields

  public UUID id() {
    return id;
  }

  public int version() {
    return version;
  }

  /** Returns the time of creation; null until it is stored. */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /** Returns the time of the last change; null until it is stored. */
  public @Nullable Instant updatedAt() {
    return updatedAt;
  }

  public OrderLifecycle lifecycle() {
    return lifecycle;
  }

  public Status status() {
    return lifecycle.status();
  }

  public OrderDetails details() {
    return details;
  }

  /** The location as it was when the order was last given it; null without one. */
  public @Nullable OrderLocation location() {
    return location;
  }

  /** Returns the business day of its location; without a location, that of the settings. */
  public BusinessDay businessDay(BusinessDay ofSettings) {
    return location == null ? ofSettings : location.businessDay();
  }

  /** Returns an amount of it as its location rounds cash. */
  public long roundCash(long amount) {
    return location == null ? amount : location.roundCash(amount, currency);
  }

  /** The customer as it was when the order was given to it. */
  public OrderCustomer customer() {
    return customer;
  }

  public String currency() {
    return currency;
  }

  public List<OrderItem> items() {
    return items;
  }

  public OrderItem item(UUID itemId) {
    return findItem(itemId).orElseThrow(() -> Errors.notFound("order item", itemId));
  }

  public boolean hasItem(UUID itemId) {
    return findItem(itemId).isPresent();
  }

  private Optional<OrderItem> findItem(UUID itemId) {
    return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
  }

  public List<OrderDiscount> discounts() {
    return discounts;
  }

  /** The discounts that are rewards of the customer. */
  public List<OrderDiscount> rewards() {
    return discounts.stream().filter(discount -> discount.reward() != null).toList();
  }

  public OrderDiscount discount(UUID discountId) {
    return findDiscount(discountId).orElseThrow(() -> Errors.notFound("discount", discountId));
  }

  public boolean hasDiscount(UUID discountId) {
    return findDiscount(discountId).isPresent();
  }

  private Optional<OrderDiscount> findDiscount(UUID discountId) {
    return discounts.stream().filter(discount -> discount.id().equals(discountId)).findFirst();
  }

  public List<OrderServiceCharge> serviceCharges() {
    return serviceCharges;
  }

  public List<OrderTax> taxes() {
    return taxes;
  }

  public HeldOrder held() {
    return held;
  }

  public OrderTotals totals() {
    return totals;
  }

  public long total() {
    return totals.total();
  }

  public List<OrderPayment> payments() {
    return payments;
  }

  public OrderPayment payment(UUID paymentId) {
    return findPayment(paymentId).orElseThrow(() -> Errors.notFound("payment", paymentId));
  }

  public boolean hasPayment(UUID paymentId) {
    return findPayment(paymentId).isPresent();
  }

  private Optional<OrderPayment> findPayment(UUID paymentId) {
    return payments.stream().filter(payment -> payment.id().equals(paymentId)).findFirst();
  }

  /** The payment that a transaction is for, once that is known. */
  public Optional<OrderPayment> findPaidBy(UUID transactionId) {
    return payments.stream().filter(payment -> payment.isPaidBy(transactionId)).findFirst();
  }

  /** The number of the next payment; one that was removed leaves a gap. */
  int nextPaymentNumber() {
    return payments.isEmpty() ? 1 : payments.getLast().paymentNumber() + 1;
  }

  public OrderBalance balance() {
    return new OrderBalance(this);
  }

  public @Nullable OrderReceipt receipt() {
    return receipt;
  }

  /** The shift in which it was completed; null for none. */
  public @Nullable UUID shiftId() {
    return shiftId;
  }

  public StockHold stockHold() {
    return stockHold;
  }

  public long rewardRevision() {
    return rewardRevision;
  }

  public OrderPromotions promotions() {
    return promotions;
  }

  public boolean hasCoupon(String code) {
    return findCoupon(code).isPresent();
  }

  public OrderCoupon coupon(String code) {
    return findCoupon(code).orElseThrow(() -> Errors.notFound("coupon", code));
  }

  private Optional<OrderCoupon> findCoupon(String code) {
    return promotions.coupons().stream().filter(coupon -> coupon.isFor(code)).findFirst();
  }
}
