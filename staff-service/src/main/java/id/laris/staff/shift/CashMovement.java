package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CashMovement.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;

/** Money that went into a drawer or out of it beside sales. */
@Entity
@Table(name = "cash_movement", schema = "staff")
class CashMovement extends TenantRow {

  @Column(name = "shift_id", updatable = false)
  private UUID shiftId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Kind kind;

  @Column(updatable = false)
  private long amount;

  @Column(updatable = false)
  private String currency = "";

  @Column(updatable = false)
  private String reason;

  @Column(name = "employee_id", updatable = false)
  private UUID employeeId;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected CashMovement() {}

  CashMovement(UUID id, id.laris.pos.v1.CashMovement wanted) {
    super(id);
    shiftId = Ids.parse(wanted.getShiftId());
    kind = wanted.getKind();
    amount = wanted.getAmount().getAmount();
    reason = wanted.getReason();
    employeeId = Ids.parse(wanted.getEmployeeId());
  }

  /** Joins an open shift, whose currency it has. */
  void join(Shift shift) {
    shift.requireOpen();
    currency = shift.currency();
  }

  UUID shiftId() {
    return shiftId;
  }

  Kind kind() {
    return kind;
  }

  long amount() {
    return amount;
  }

  id.laris.pos.v1.CashMovement toProto() {
    id.laris.pos.v1.CashMovement.Builder proto =
        id.laris.pos.v1.CashMovement.newBuilder()
            .setId(id().toString())
            .setShiftId(shiftId.toString())
            .setKind(kind)
            .setAmount(Protos.money(amount, currency))
            .setReason(reason)
            .setEmployeeId(employeeId.toString());
    Protos.setTime(createdAt(), proto::setCreatedAt);
    return proto.build();
  }

  /** Its content without the currency, which it gets from its shift. */
  id.laris.pos.v1.CashMovement asWanted() {
    id.laris.pos.v1.CashMovement.Builder proto = toProto().toBuilder().clearCreatedAt();
    proto.getAmountBuilder().clearCurrency();
    return proto.build();
  }
}
