package id.laris.inventory.transfer;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.inventory.stock.Place;
import id.laris.inventory.transfer.TransferLine.Arrival;
import id.laris.pos.v1.StockTransfer.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * A transfer of goods between two locations: DRAFT, SHIPPED, PARTIALLY_RECEIVED, RECEIVED; or
 * CANCELLED, as long as nothing was received.
 */
@Entity
@Table(name = "stock_transfer", schema = "inventory")
class StockTransfer extends TenantRow {

  private static final String TRANSFER = "transfer";

  @Column(name = "creation_hash", updatable = false)
  private @Nullable String creationHash;

  @Column(updatable = false)
  private String number;

  @Column(name = "from_location_id", updatable = false)
  private UUID fromLocationId;

  @Column(name = "to_location_id", updatable = false)
  private UUID toLocationId;

  @Enumerated(EnumType.STRING)
  private Status status = Status.DRAFT;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private List<TransferLine> lines;

  @Column(updatable = false)
  private String notes;

  @Column(name = "shipped_at")
  private @Nullable Instant shippedAt;

  @Column(name = "received_at")
  private @Nullable Instant receivedAt;

  @Column(name = "cancelled_at")
  private @Nullable Instant cancelledAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected StockTransfer() {}

  StockTransfer(
      UUID id,
      @Nullable String creationHash,
      String number,
      UUID fromLocationId,
      UUID toLocationId,
      List<TransferLine> lines,
      String notes) {
    super(id);
    this.creationHash = creationHash;
    this.number = number;
    this.fromLocationId = fromLocationId;
    this.toLocationId = toLocationId;
    this.lines = lines;
    this.notes = notes;
  }

  /** Refuses a request for this id that differs from the one that created the transfer. */
  StockTransfer requireMadeBy(@Nullable String hash) {
    if (!Objects.equals(creationHash, hash)) {
      throw Errors.alreadyExists(TRANSFER, id());
    }
    return this;
  }

  /** Returns whether it can be shipped now; false if it was shipped already. */
  boolean isToShip(boolean versionGiven, int version) {
    if (shippedAt != null && status != Status.CANCELLED) {
      return false;
    }
    requireStatus(status == Status.DRAFT, Status.SHIPPED);
    requireVersion(TRANSFER, versionGiven, version);
    return true;
  }

  void ship(UnaryOperator<TransferLine> leave, Instant now) {
    lines = lines.stream().map(leave).toList();
    status = Status.SHIPPED;
    shippedAt = now;
  }

  /** The line of a variant, of which more may arrive. */
  TransferLine lineToReceive(UUID variantId) {
    requireStatus(status == Status.SHIPPED || status == Status.PARTIALLY_RECEIVED, Status.RECEIVED);
    return lines.stream()
        .filter(line -> line.variantId().equals(variantId))
        .findFirst()
        .orElseThrow(() -> Errors.notFound("variant of the transfer", variantId));
  }

  void receive(Arrival arrival, Instant now) {
    lines =
        lines.stream()
            .map(line -> line.variantId().equals(arrival.variantId()) ? line.after(arrival) : line)
            .toList();
    boolean all = lines.stream().allMatch(line -> line.remaining() == 0);
    status = all ? Status.RECEIVED : Status.PARTIALLY_RECEIVED;
    receivedAt = all ? now : null;
  }

  /** Returns whether it can be cancelled now; false if it was cancelled already. */
  boolean isToCancel(boolean versionGiven, int version) {
    if (status == Status.CANCELLED) {
      return false;
    }
    requireStatus(status == Status.DRAFT || status == Status.SHIPPED, Status.CANCELLED);
    requireVersion(TRANSFER, versionGiven, version);
    return true;
  }

  void cancel(Instant now) {
    status = Status.CANCELLED;
    cancelledAt = now;
  }

  private void requireStatus(boolean allowed, Status wanted) {
    if (!allowed) {
      throw Errors.illegalTransition(TRANSFER, id(), status.name(), wanted.name());
    }
  }

  /** The levels that it touches. */
  List<Place> places() {
    return lines.stream()
        .flatMap(
            line ->
                Stream.of(
                    new Place(fromLocationId, line.variantId()),
                    new Place(toLocationId, line.variantId())))
        .toList();
  }

  boolean isShipped() {
    return status == Status.SHIPPED;
  }

  String number() {
    return number;
  }

  UUID fromLocationId() {
    return fromLocationId;
  }

  UUID toLocationId() {
    return toLocationId;
  }

  Status status() {
    return status;
  }

  List<TransferLine> lines() {
    return lines;
  }

  String notes() {
    return notes;
  }

  @Nullable Instant shippedAt() {
    return shippedAt;
  }

  @Nullable Instant receivedAt() {
    return receivedAt;
  }

  @Nullable Instant cancelledAt() {
    return cancelledAt;
  }
}
