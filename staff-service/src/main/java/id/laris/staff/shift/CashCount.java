package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CashCount.Denomination;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A count of a drawer. */
@Entity
@Table(name = "cash_count", schema = "staff")
class CashCount extends TenantRow {

  @Column(name = "shift_id", updatable = false)
  private UUID shiftId;

  @Column(updatable = false)
  private int number;

  @Column(updatable = false)
  private long amount;

  @Column(updatable = false)
  private String currency = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "piece_values", updatable = false)
  private List<Long> pieceValues = List.of();

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "piece_counts", updatable = false)
  private List<Long> pieceCounts = List.of();

  @Column(name = "employee_id", updatable = false)
  private UUID employeeId;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected CashCount() {}

  CashCount(UUID id, id.laris.pos.v1.CashCount wanted) {
    super(id);
    shiftId = Ids.parse(wanted.getShiftId());
    amount = wanted.getAmount().getAmount();
    pieceValues = wanted.getDenominationsList().stream().map(Denomination::getValue).toList();
    pieceCounts = wanted.getDenominationsList().stream().map(Denomination::getCount).toList();
    employeeId = Ids.parse(wanted.getEmployeeId());
  }

  /** Becomes the last count of an open shift. */
  void join(Shift shift) {
    number = shift.count(amount);
    currency = shift.currency();
  }

  UUID shiftId() {
    return shiftId;
  }

  id.laris.pos.v1.CashCount toProto() {
    id.laris.pos.v1.CashCount.Builder proto =
        id.laris.pos.v1.CashCount.newBuilder()
            .setId(id().toString())
            .setShiftId(shiftId.toString())
            .setNumber(number)
            .setAmount(Protos.money(amount, currency))
            .setEmployeeId(employeeId.toString());
    for (int i = 0; i < pieceValues.size(); i++) {
      proto.addDenominationsBuilder().setValue(pieceValues.get(i)).setCount(pieceCounts.get(i));
    }
    Protos.setTime(createdAt(), proto::setCreatedAt);
    return proto.build();
  }

  /** Its content without the number and the currency, which it gets from its shift. */
  id.laris.pos.v1.CashCount asWanted() {
    id.laris.pos.v1.CashCount.Builder proto = toProto().toBuilder().clearNumber().clearCreatedAt();
    proto.getAmountBuilder().clearCurrency();
    return proto.build();
  }
}
