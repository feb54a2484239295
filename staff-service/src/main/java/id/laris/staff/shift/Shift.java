package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Shift.State;
import id.laris.pos.v1.TenderTotals;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The time in which the drawer of a register is in use: OPENING until sales takes payments into it,
 * OPEN, CLOSING from the count until sales has said what it took, then CLOSED.
 */
@Entity
@Table(name = "shift", schema = "staff")
class Shift extends TenantRow {

  static final String RESOURCE = "shift";

  @Column(name = "register_id", updatable = false)
  private UUID registerId;

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  @Enumerated(EnumType.STRING)
  private State state = State.OPENING;

  @Column(updatable = false)
  private String currency = "";

  @Column(name = "opening_float", updatable = false)
  private long openingFloat;

  @Column(name = "opened_by", updatable = false)
  private UUID openedBy;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  @Column(name = "closed_by")
  private @Nullable UUID closedBy;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Column(name = "carries_over")
  private boolean carriesOver;

  private @Nullable Long counted;

  private int counts;

  private @Nullable Long expected;

  @Column(name = "z_number")
  private @Nullable Long zNumber;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable String totals;

  private int corrections;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Shift() {}

  Shift(
      UUID id,
      UUID registerId,
      UUID locationId,
      Money openingFloat,
      UUID openedBy,
      Instant openedAt) {
    super(id);
    this.registerId = registerId;
    this.locationId = locationId;
    this.currency = openingFloat.getCurrency();
    this.openingFloat = openingFloat.getAmount();
    this.openedBy = openedBy;
    this.openedAt = openedAt;
  }

  /** Returns whether the same request opened it. */
  boolean isSameAs(Shift wanted) {
    return registerId.equals(wanted.registerId)
        && currency.equals(wanted.currency)
        && openingFloat == wanted.openingFloat
        && openedBy.equals(wanted.openedBy);
  }

  /** Records that sales takes payments into it. Returns whether that is new. */
  boolean open() {
    if (state != State.OPENING) {
      return false;
    }
    state = State.OPEN;
    return true;
  }

  /** Refuses what needs an open drawer. */
  void requireOpen() {
    if (state != State.OPEN) {
      throw Errors.wrongState(RESOURCE, id(), state.name(), State.OPEN.name());
    }
  }

  /** Takes over a count of the drawer. Returns its number. */
  int count(long amount) {
    requireOpen();
    counted = amount;
    counts++;
    return counts;
  }

  /**
   * Begins to close it, unless that has begun. Orders are carried over as soon as one of those who
   * close it wants that.
   */
  void beginClose(UUID employeeId, boolean carryOver) {
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.OPENING) {
      requireOpen();
    }
    if (counted == null) {
      throw notCounted();
    }
    if (state == State.OPEN) {
      closedBy = employeeId;
      carriesOver = false;
    }
    state = State.CLOSING;
    carriesOver |= carryOver;
  }

  private PosException notCounted() {
    return Errors.of(
            Reason.ILLEGAL_STATE_TRANSITION,
            "The drawer of the shift %s was not counted: count it before the shift is closed."
                .formatted(id()))
        .with("resource", RESOURCE)
        .with("id", id())
        .with("from", state.name())
        .with("to", State.CLOSED.name());
  }

  /** Gives up closing it, because sales has refused. */
  void stayOpen() {
    if (state == State.CLOSING) {
      state = State.OPEN;
      closedBy = null;
      carriesOver = false;
    }
  }

  /** Closes it with the figures of sales. */
  void close(TenderTotals salesTotals, long nowExpected, long number, Instant now) {
    state = State.CLOSED;
    totals = TotalsJson.write(salesTotals);
    expected = nowExpected;
    zNumber = number;
    closedAt = now;
  }

  /** Counts a correction. Returns its number. */
  int correct() {
    corrections++;
    return corrections;
  }

  State state() {
    return state;
  }

  boolean isOpening() {
    return state == State.OPENING;
  }

  boolean isClosing() {
    return state == State.CLOSING;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  UUID registerId() {
    return registerId;
  }

  UUID locationId() {
    return locationId;
  }

  String currency() {
    return currency;
  }

  long openingFloat() {
    return openingFloat;
  }

  boolean carriesOver() {
    return carriesOver;
  }

  int corrections() {
    return corrections;
  }

  /** The money that had to be in the drawer of a closed shift. */
  long expected() {
    return Objects.requireNonNull(expected);
  }

  /** The figures of sales at the close. */
  TenderTotals totals() {
    return TotalsJson.read(Objects.requireNonNull(totals));
  }

  @Nullable Instant closedAt() {
    return closedAt;
  }

  id.laris.pos.v1.Shift toProto() {
    id.laris.pos.v1.Shift.Builder proto =
        id.laris.pos.v1.Shift.newBuilder()
            .setId(id().toString())
            .setRegisterId(registerId.toString())
            .setLocationId(locationId.toString())
            .setState(state)
            .setOpeningFloat(money(openingFloat, currency))
            .setOpenedBy(openedBy.toString())
            .setClosedBy(Ids.text(closedBy))
            .setCounts(counts)
            .setCorrections(corrections)
            .setVersion(version());
    Long found = counted;
    if (found != null) {
      proto.setCounted(money(found, currency));
    }
    Long wanted = expected;
    if (wanted != null && found != null) {
      proto
          .setExpected(money(wanted, currency))
          .setDifference(money(Amounts.subtract(found, wanted), currency))
          .setZNumber(Objects.requireNonNull(zNumber));
    }
    setTime(openedAt, proto::setOpenedAt);
    setTime(closedAt, proto::setClosedAt);
    setTime(createdAt(), proto::setCreatedAt);
    setTime(updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
