package id.laris.sales.returns;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.errors.Errors;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Status;
import id.laris.sales.order.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a completed order that came back: REFUNDING until every refund is done, then COMPLETED.
 * Its lines and amounts never change.
 *
 * <p>Its fields have the names of their columns, because {@link Returns} stores and reads it as
 * JSON.
 */
final class Return {

  static final String RESOURCE = "return";

  private UUID id;
  private int version;

  @JsonProperty("created_at")
  private @Nullable Instant createdAt;

  @JsonProperty("creation_hash")
  private @Nullable String creationHash;

  @JsonProperty("order_id")
  private UUID orderId;

  private Status status = Status.REFUNDING;

  /** Null for a preview. */
  @JsonProperty("return_number")
  private @Nullable String number;

  @JsonProperty("business_date")
  private @Nullable LocalDate businessDate;

  @JsonProperty("location_id")
  private @Nullable UUID locationId;

  @JsonProperty("shift_id")
  private @Nullable UUID shiftId;

  @JsonProperty("customer_id")
  private @Nullable UUID customerId;

  private String currency;
  private String notes;

  /** Empty unless VoidSale made it. */
  @JsonProperty("void_reason")
  private String voidReason = "";

  /** The order that was sold for the goods; null for none. */
  @JsonProperty("exchange_order_id")
  private @Nullable UUID exchangeOrderId;

  private List<ReturnLine> lines;
  private List<Refund> refunds;
  private long total;

  @JsonProperty("restocking_fee")
  private long restockingFee;

  @JsonProperty("completed_at")
  private @Nullable Instant completedAt;

  @SuppressWarnings("NullAway") // Jackson fills it in
  private Return() {}

  private Return(UUID id, Order order, List<ReturnLine> lines, long restockingFee, String notes) {
    this.id = id;
    this.orderId = order.id();
    this.locationId = order.details().locationId();
    this.customerId = order.customer().id();
    this.currency = order.currency();
    this.notes = notes;
    this.lines = lines;
    this.refunds = List.of();
    this.total = lines.stream().mapToLong(line -> line.amounts().total()).reduce(0, Amounts::add);
    this.restockingFee = restockingFee;
  }

  /**
   * Takes goods of an order back.
   *
   * <p>Errors: VALIDATION_FAILED for a fee above the total.
   */
  static Return of(UUID id, Order order, List<ReturnLine> lines, long restockingFee, String notes) {
    Return made = new Return(id, order, lines, restockingFee, notes);
    if (restockingFee > made.total) {
      throw Errors.invalid(
          "restocking_fee", "must be at most %d, the total of the return".formatted(made.total));
    }
    return made;
  }

  /** Refuses a request for this id that differs from the one that made the return. */
  Return requireMadeBy(@Nullable String hash) {
    if (!Objects.equals(creationHash, hash)) {
      throw Errors.alreadyExists(RESOURCE, id);
    }
    return this;
  }

  /** Records that it takes a whole sale back. */
  void voidSale(String reason) {
    voidReason = reason;
  }

  void refundBy(List<Refund> given) {
    refunds = given;
  }

  /** Records that its goods pay another order, and what is given back besides. */
  void exchangeFor(UUID soldOrderId, List<Refund> given) {
    exchangeOrderId = soldOrderId;
    refunds = given;
  }

  /** Records it as made now. */
  void make(@Nullable String hash, @Nullable UUID shift, Instant now) {
    creationHash = hash;
    shiftId = shift;
    createdAt = now;
  }

  void assignNumber(String newNumber, LocalDate day) {
    number = newNumber;
    businessDate = day;
  }

  /** Completes it once every refund is done. Returns whether it changed. */
  boolean complete(Instant now) {
    if (status == Status.COMPLETED || !refunds.stream().allMatch(Refund::isDone)) {
      return false;
    }
    status = Status.COMPLETED;
    completedAt = now;
    version++;
    return true;
  }

  /** Changes one of its refunds that is PENDING. Returns whether it changed. */
  boolean settle(UUID refundId, UnaryOperator<Refund> outcome) {
    if (refunds.stream().noneMatch(refund -> refund.id().equals(refundId) && refund.isPending())) {
      return false;
    }
    refunds =
        refunds.stream()
            .map(refund -> refund.id().equals(refundId) ? outcome.apply(refund) : refund)
            .toList();
    version++;
    return true;
  }

  /**
   * Tries a refund that has failed once more, in its place.
   *
   * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION; VALIDATION_FAILED.
   */
  void retry(UUID refundId, boolean byHand) {
    Refund failed =
        refunds.stream()
            .filter(refund -> refund.id().equals(refundId))
            .findFirst()
            .orElseThrow(() -> Errors.notFound("refund", refundId));
    if (!failed.hasFailed()) {
      throw Errors.wrongState(
          "refund", refundId, failed.status().name(), SalesReturn.Refund.Status.FAILED.name());
    }
    if (byHand && !failed.gateway()) {
      throw Errors.invalid("by_hand", "is only for refunds of payments through the gateway");
    }
    refunds =
        refunds.stream()
            .map(refund -> refund.id().equals(refundId) ? refund.again(byHand) : refund)
            .toList();
    version++;
  }

  UUID id() {
    return id;
  }

  int version() {
    return version;
  }

  /** Null for a preview. */
  @Nullable Instant createdAt() {
    return createdAt;
  }

  UUID orderId() {
    return orderId;
  }

  Status status() {
    return status;
  }

  @Nullable String number() {
    return number;
  }

  @Nullable LocalDate businessDate() {
    return businessDate;
  }

  @Nullable UUID locationId() {
    return locationId;
  }

  /** The shift whose drawer gave the money; null for none. */
  @Nullable UUID shiftId() {
    return shiftId;
  }

  @Nullable UUID customerId() {
    return customerId;
  }

  String currency() {
    return currency;
  }

  String notes() {
    return notes;
  }

  String voidReason() {
    return voidReason;
  }

  /** The order that was sold for the goods; null for none. */
  @Nullable UUID exchangeOrderId() {
    return exchangeOrderId;
  }

  /** Returns the amount that pays the order that was sold for the goods. */
  long credit() {
    return refunds.stream()
        .filter(Refund::isExchange)
        .mapToLong(Refund::amount)
        .reduce(0, Amounts::add);
  }

  List<ReturnLine> lines() {
    return lines;
  }

  List<Refund> refunds() {
    return refunds;
  }

  long total() {
    return total;
  }

  long restockingFee() {
    return restockingFee;
  }

  /** Returns the amount that is given back. */
  long refundTotal() {
    return total - restockingFee;
  }

  @Nullable Instant completedAt() {
    return completedAt;
  }
}
