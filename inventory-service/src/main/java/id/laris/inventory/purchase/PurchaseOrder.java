package id.laris.inventory.purchase;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.PurchaseOrder.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * An order of goods from a supplier: DRAFT, ORDERED, PARTIALLY_RECEIVED, RECEIVED; or CANCELLED,
 * with the goods that have arrived until then.
 */
@Entity
@Table(name = "purchase_order", schema = "inventory")
class PurchaseOrder extends TenantRow {

  private static final String PURCHASE_ORDER = "purchase order";
  private static final Set<Status> ON_ITS_WAY = Set.of(Status.ORDERED, Status.PARTIALLY_RECEIVED);

  @Column(name = "creation_hash", updatable = false)
  private @Nullable String creationHash;

  @Column(updatable = false)
  private String number;

  @Column(name = "supplier_id")
  private UUID supplierId;

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  @Enumerated(EnumType.STRING)
  private Status status = Status.DRAFT;

  @Column(updatable = false)
  private String currency;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private List<PurchaseLine> lines;

  private String notes;

  @Column(name = "expected_at")
  private @Nullable Instant expectedAt;

  @Column(name = "ordered_at")
  private @Nullable Instant orderedAt;

  @Column(name = "received_at")
  private @Nullable Instant receivedAt;

  @Column(name = "cancelled_at")
  private @Nullable Instant cancelledAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected PurchaseOrder() {}

  PurchaseOrder(
      UUID id,
      @Nullable String creationHash,
      String number,
      UUID supplierId,
      UUID locationId,
      String currency) {
    super(id);
    this.creationHash = creationHash;
    this.number = number;
    this.supplierId = supplierId;
    this.locationId = locationId;
    this.currency = currency;
    this.lines = List.of();
    this.notes = "";
  }

  /** Refuses a request for this id that differs from the one that created the purchase order. */
  PurchaseOrder requireMadeBy(@Nullable String hash) {
    if (!Objects.equals(creationHash, hash)) {
      throw Errors.alreadyExists(PURCHASE_ORDER, id());
    }
    return this;
  }

  /**
   * Refuses a change that the state does not allow: lines and supplier are fixed once it is
   * ordered.
   */
  void requireChangeable(boolean linesOrSupplier) {
    if (status != Status.DRAFT && (linesOrSupplier || !ON_ITS_WAY.contains(status))) {
      throw Errors.wrongState(PURCHASE_ORDER, id(), status.name(), Status.DRAFT.name());
    }
  }

  void setSupplierId(UUID supplierId) {
    this.supplierId = supplierId;
  }

  void setLines(List<PurchaseLine> lines) {
    this.lines = lines;
  }

  void setExpectedAt(@Nullable Instant expectedAt) {
    this.expectedAt = expectedAt;
  }

  void setNotes(String notes) {
    this.notes = notes;
  }

  /** Returns whether it can be sent to the supplier now; false if it was sent already. */
  boolean isToOrder(boolean versionGiven, int version) {
    if (orderedAt != null && status != Status.CANCELLED) {
      return false;
    }
    requireStatus(status == Status.DRAFT, Status.ORDERED);
    requireVersion(PURCHASE_ORDER, versionGiven, version);
    return true;
  }

  void order(Instant now) {
    status = Status.ORDERED;
    orderedAt = now;
  }

  /** Receives a quantity of a variant; returns its cost. */
  long receive(UUID variantId, long count, UnaryOperator<PurchaseLine> arrive, Instant now) {
    requireStatus(ON_ITS_WAY.contains(status), Status.RECEIVED);
    PurchaseLine line = line(variantId);
    if (count > line.remaining()) {
      throw Errors.invalid(
          "lines",
          "%d of variant %s were received but only %d are still to arrive: order the rest, or adjust the stock"
              .formatted(count, variantId, line.remaining()));
    }
    PurchaseLine arrived = arrive.apply(line);
    lines = lines.stream().map(other -> other.equals(line) ? arrived : other).toList();
    boolean all = lines.stream().allMatch(other -> other.remaining() == 0);
    status = all ? Status.RECEIVED : Status.PARTIALLY_RECEIVED;
    receivedAt = all ? now : null;
    return arrived.receivedCost() - line.receivedCost();
  }

  private PurchaseLine line(UUID variantId) {
    return lines.stream()
        .filter(line -> line.variantId().equals(variantId))
        .findFirst()
        .orElseThrow(() -> Errors.notFound("variant of the purchase order", variantId));
  }

  /** Returns whether it can be cancelled now; false if it was cancelled already. */
  boolean isToCancel(boolean versionGiven, int version) {
    if (status == Status.CANCELLED) {
      return false;
    }
    requireStatus(status != Status.RECEIVED, Status.CANCELLED);
    requireVersion(PURCHASE_ORDER, versionGiven, version);
    return true;
  }

  void cancel(Instant now) {
    status = Status.CANCELLED;
    cancelledAt = now;
  }

  private void requireStatus(boolean allowed, Status wanted) {
    if (!allowed) {
      throw Errors.illegalTransition(PURCHASE_ORDER, id(), status.name(), wanted.name());
    }
  }

  String number() {
    return number;
  }

  UUID supplierId() {
    return supplierId;
  }

  UUID locationId() {
    return locationId;
  }

  Status status() {
    return status;
  }

  String currency() {
    return currency;
  }

  List<PurchaseLine> lines() {
    return lines;
  }

  /** Returns the cost of the ordered quantities. */
  long total() {
    return lines.stream().mapToLong(PurchaseLine::total).reduce(0, Amounts::add);
  }

  String notes() {
    return notes;
  }

  @Nullable Instant expectedAt() {
    return expectedAt;
  }

  @Nullable Instant orderedAt() {
    return orderedAt;
  }

  @Nullable Instant receivedAt() {
    return receivedAt;
  }

  @Nullable Instant cancelledAt() {
    return cancelledAt;
  }
}
