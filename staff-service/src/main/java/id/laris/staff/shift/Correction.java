package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ShiftCorrection;
import id.laris.pos.v1.TenderTotals;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A change of the figures of a shift after its close. */
@Entity(name = "ShiftCorrection")
@Table(name = "shift_correction", schema = "staff")
class Correction extends TenantRow {

  @Column(name = "shift_id", updatable = false)
  private UUID shiftId;

  @Column(updatable = false)
  private int number;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(updatable = false)
  private String change;

  @Column(name = "expected_change", updatable = false)
  private long expectedChange;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "order_ids", updatable = false)
  private List<UUID> orderIds;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Correction() {}

  Correction(
      UUID shiftId,
      int number,
      TenderTotals change,
      long expectedChange,
      Collection<UUID> orderIds) {
    super(Ids.next());
    this.shiftId = shiftId;
    this.number = number;
    this.change = TotalsJson.write(change);
    this.expectedChange = expectedChange;
    this.orderIds = List.copyOf(orderIds);
  }

  UUID shiftId() {
    return shiftId;
  }

  TenderTotals change() {
    return TotalsJson.read(change);
  }

  long expectedChange() {
    return expectedChange;
  }

  ShiftCorrection toProto(String currency) {
    ShiftCorrection.Builder proto =
        ShiftCorrection.newBuilder()
            .setNumber(number)
            .setChange(change())
            .setExpectedChange(Protos.money(expectedChange, currency))
            .addAllOrderIds(Ids.texts(orderIds));
    Protos.setTime(createdAt(), proto::setCreatedAt);
    return proto.build();
  }
}
