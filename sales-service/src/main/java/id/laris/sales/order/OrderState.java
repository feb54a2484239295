package id.laris.sales.order;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.location.BusinessDay;
import id.laris.sales.location.OrderLocation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What an order holds, and what follows from it. The rules are those of {@link Order}. */
@MappedSuperclass
abstract class OrderState extends TenantRow {

  static final String ORDER = "order";

  @Column(name = "creation_hash", updatable = false)
  @Nullable String creationHash;

  /** Counts the changes of what belongs to the order, so that its version counts them too. */
  @SuppressWarnings("UnusedVariable") // Hibernate reads it
  int edits;

  @Enumerated(EnumType.STRING)
  Status status = Status.DRAFT;

  @Embedded OrderDetails details;

  /** Null without a location, and for orders from before locations were known. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Nullable OrderLocation location;

  @Column(updatable = false)
  String currency;

  @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("lineNumber")
  List<OrderItem> items = new ArrayList<>();

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  List<OrderDiscount> discounts = List.of();

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "service_charges")
  List<OrderServiceCharge> serviceCharges = List.of();

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  List<OrderTax> taxes = List.of();

  @Embedded OrderTotals totals = OrderTotals.ZERO;

  @Column(name = "receipt_number")
  @Nullable String receiptNumber;

  @Column(name = "business_date")
  @Nullable LocalDate businessDate;

  @Column(name = "void_reason")
  String voidReason = "";

  @Column(name = "finalized_at")
  @Nullable Instant finalizedAt;

  @Column(name = "completed_at")
  @Nullable Instant completedAt;

  @Column(name = "voided_at")
  @Nullable Instant voidedAt;

  /** Which attempt at holding its stock it was finalized with; 0 where it took none. */
  @Column(name = "stock_revision")
  long stockRevision;

  @Column(name = "stock_reserved_until")
  @Nullable Instant stockReservedUntil;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  OrderState() {}

  OrderState(
      UUID id,
      @Nullable String creationHash,
      String currency,
      OrderDetails details,
      @Nullable OrderLocation location) {
    super(id);
    this.creationHash = creationHash;
    this.currency = currency;
    this.details = details;
    this.location = location;
  }

  public Status status() {
    return status;
  }

  public OrderDetails details() {
    return details;
  }

  /** The location as it was when the order was begun there. */
  public @Nullable OrderLocation location() {
    return location;
  }

  /** By whose day it is sold: its location's, without one that of the settings. */
  public BusinessDay businessDay(BusinessDay ofSettings) {
    return location == null ? ofSettings : location.businessDay();
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

  Optional<OrderItem> findItem(UUID itemId) {
    return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
  }

  public List<OrderDiscount> discounts() {
    return discounts;
  }

  public OrderDiscount discount(UUID discountId) {
    return findDiscount(discountId).orElseThrow(() -> Errors.notFound("discount", discountId));
  }

  Optional<OrderDiscount> findDiscount(UUID discountId) {
    return discounts.stream().filter(discount -> discount.id().equals(discountId)).findFirst();
  }

  public boolean hasItem(UUID itemId) {
    return findItem(itemId).isPresent();
  }

  public boolean hasDiscount(UUID discountId) {
    return findDiscount(discountId).isPresent();
  }

  public List<OrderServiceCharge> serviceCharges() {
    return serviceCharges;
  }

  public List<OrderTax> taxes() {
    return taxes;
  }

  public OrderTotals totals() {
    return totals;
  }

  public long total() {
    return totals.total();
  }

  public @Nullable String receiptNumber() {
    return receiptNumber;
  }

  public @Nullable LocalDate businessDate() {
    return businessDate;
  }

  public String voidReason() {
    return voidReason;
  }

  public @Nullable Instant finalizedAt() {
    return finalizedAt;
  }

  public @Nullable Instant completedAt() {
    return completedAt;
  }

  public @Nullable Instant voidedAt() {
    return voidedAt;
  }

  public long stockRevision() {
    return stockRevision;
  }

  /** Null where nothing is held. */
  public @Nullable Instant stockReservedUntil() {
    return stockReservedUntil;
  }

  /** Refuses a request to make this order that is not the one it was made by. */
  void requireSameMaker(@Nullable String hash) {
    if (!Objects.equals(creationHash, hash)) {
      throw Errors.alreadyExists(ORDER, id());
    }
  }

  /**
   * Refuses a change that was made against another version. A change that was done already is a
   * repetition, and refused for nothing.
   */
  public void requireVersion(boolean doneAlready, boolean given, int expected) {
    if (!doneAlready) {
      requireVersion(ORDER, given, expected);
    }
  }

  boolean edited() {
    edits++;
    return true;
  }

  void requireTransition(Status from, Status to) {
    if (status != from) {
      throw status == Status.VOIDED
          ? voided(to)
          : Errors.illegalTransition(ORDER, id(), status.name(), to.name());
    }
  }

  void requireStatus(Status required) {
    if (status != required) {
      throw status == Status.VOIDED
          ? voided(required)
          : Errors.wrongState(ORDER, id(), status.name(), required.name());
    }
  }

  private PosException voided(Status wanted) {
    return Errors.of(
            Reason.ORDER_VOIDED, "The order %s is voided: create a new one.".formatted(id()))
        .with("resource", ORDER)
        .with("id", id())
        .with("from", status.name())
        .with("to", wanted.name());
  }
}
