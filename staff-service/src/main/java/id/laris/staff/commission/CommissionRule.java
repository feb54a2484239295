package id.laris.staff.commission;

import id.laris.common.Ids;
import id.laris.common.db.DeletableRow;
import id.laris.common.grpc.Protos;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule by which employees earn a commission. */
@Entity
@Table(name = "commission_rule", schema = "staff")
public class CommissionRule extends DeletableRow {

  private String name = "";

  @Column(name = "product_id")
  private @Nullable UUID productId;

  @Column(name = "category_id")
  private @Nullable UUID categoryId;

  @Column(name = "employee_id")
  private @Nullable UUID employeeId;

  @Column(name = "role_id")
  private @Nullable UUID roleId;

  @Column(name = "percent_ppm")
  private @Nullable Long percentPpm;

  @Column(name = "amount_per_piece")
  private @Nullable Long amountPerPiece;

  private String currency = "";
  private int priority;

  @Column(name = "starts_at")
  private @Nullable Instant startsAt;

  @Column(name = "ends_at")
  private @Nullable Instant endsAt;

  /** For Hibernate. */
  protected CommissionRule() {}

  CommissionRule(UUID id) {
    super(id);
  }

  void take(id.laris.pos.v1.CommissionRule wanted) {
    name = wanted.getName();
    productId = Ids.parseOrNull(wanted.getProductId());
    categoryId = Ids.parseOrNull(wanted.getCategoryId());
    employeeId = Ids.parseOrNull(wanted.getEmployeeId());
    roleId = Ids.parseOrNull(wanted.getRoleId());
    percentPpm = wanted.hasPercentPpm() ? wanted.getPercentPpm() : null;
    amountPerPiece = wanted.hasAmountPerPiece() ? wanted.getAmountPerPiece().getAmount() : null;
    currency =
        wanted.hasAmountPerPiece()
            ? wanted.getAmountPerPiece().getCurrency()
            : wanted.getCurrency();
    priority = wanted.getPriority();
    startsAt = wanted.hasStartsAt() ? Protos.instant("starts_at", wanted.getStartsAt()) : null;
    endsAt = wanted.hasEndsAt() ? Protos.instant("ends_at", wanted.getEndsAt()) : null;
  }

  id.laris.pos.v1.CommissionRule toProto() {
    id.laris.pos.v1.CommissionRule.Builder proto =
        id.laris.pos.v1.CommissionRule.newBuilder()
            .setId(id().toString())
            .setName(name)
            .setProductId(Ids.text(productId))
            .setCategoryId(Ids.text(categoryId))
            .setEmployeeId(Ids.text(employeeId))
            .setRoleId(Ids.text(roleId))
            .setPriority(priority)
            .setVersion(version());
    if (amountPerPiece == null) {
      proto.setPercentPpm(percentPpm == null ? 0 : percentPpm).setCurrency(currency);
    } else {
      proto.setAmountPerPiece(Protos.money(amountPerPiece, currency));
    }
    Protos.setTime(startsAt, proto::setStartsAt);
    Protos.setTime(endsAt, proto::setEndsAt);
    Protos.setTime(createdAt(), proto::setCreatedAt);
    Protos.setTime(updatedAt(), proto::setUpdatedAt);
    Protos.setTime(deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
