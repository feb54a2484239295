package id.laris.inventory.count;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockCount.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A count of the goods of a location, with the rules for its states. */
@Entity(name = "StockCount")
@Table(name = "stock_count", schema = "inventory")
class Count extends TenantRow {

  /** The time for which a count is open: older counted quantities say little about today. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  @Enumerated(EnumType.STRING)
  private Status status = Status.OPEN;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Scope scope;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "variant_ids", updatable = false)
  private List<UUID> variantIds;

  @Column(updatable = false)
  private boolean blind;

  @Column(updatable = false)
  private String notes;

  @Column(name = "line_count")
  private int lineCount;

  @Column(name = "finalized_at")
  private @Nullable Instant finalizedAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Count() {}

  Count(
      UUID id,
      UUID locationId,
      Scope scope,
      List<UUID> variantIds,
      boolean blind,
      String notes,
      Instant now) {
    super(id);
    this.locationId = locationId;
    this.scope = scope;
    this.variantIds = List.copyOf(variantIds);
    this.blind = blind;
    this.notes = notes;
    this.expiresAt = now.plus(LIFETIME);
  }

  static PosException notFound(UUID id) {
    return Errors.notFound("count", id);
  }

  /** Refuses if the count has ended. */
  void requireOpen(Instant now) {
    if (isFinalized()) {
      throw Errors.of(
              Reason.COUNT_ALREADY_FINALIZED,
              "The count %s is already finalized: start a new one.".formatted(id()))
          .with("count_id", id());
    }
    if (status == Status.EXPIRED || (isOpen() && hasRunOut(now))) {
      throw Errors.of(
              Reason.COUNT_EXPIRED,
              "The count %s has expired because it was open for too long: start a new one."
                  .formatted(id()))
          .with("count_id", id())
          .with("expired_at", expiresAt);
    }
    if (!isOpen()) {
      throw Errors.wrongState("count", id(), status.name(), Status.OPEN.name());
    }
  }

  /** Refuses if it cannot be finalized with this number of variants found. */
  void requireCanClose(int found, Instant now) {
    requireOpen(now);
    if (found == 0) {
      throw Errors.of(
              Reason.ILLEGAL_STATE_TRANSITION,
              "The count %s has no quantities: submit some, or cancel the count.".formatted(id()))
          .with("resource", "count")
          .with("id", id())
          .with("from", status)
          .with("to", Status.FINALIZED);
    }
  }

  /** Records that it was finalized, with this number of lines. */
  void close(int lines, Instant now) {
    status = Status.FINALIZED;
    lineCount = lines;
    finalizedAt = now;
  }

  /** Cancels it. */
  void cancel(Instant now) {
    requireOpen(now);
    status = Status.CANCELLED;
  }

  /** Ends it because its time has run out. */
  void expire() {
    status = Status.EXPIRED;
  }

  private boolean hasRunOut(Instant now) {
    return !expiresAt.isAfter(now);
  }

  UUID locationId() {
    return locationId;
  }

  Status status() {
    return status;
  }

  boolean isOpen() {
    return status == Status.OPEN;
  }

  boolean isFinalized() {
    return status == Status.FINALIZED;
  }

  boolean isCancelled() {
    return status == Status.CANCELLED;
  }

  Scope scope() {
    return scope;
  }

  /** Returns the variants to count, if the scope is LISTED. */
  List<UUID> variantIds() {
    return variantIds;
  }

  /** Returns whether it hides the expected quantities. */
  boolean isBlind() {
    return blind;
  }

  String notes() {
    return notes;
  }

  /** Returns the number of its lines; 0 until it is final. */
  int lineCount() {
    return lineCount;
  }

  @Nullable Instant finalizedAt() {
    return finalizedAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /** The moment before which nobody has counted anything for it. */
  Instant startedAt() {
    return Objects.requireNonNull(createdAt());
  }
}
