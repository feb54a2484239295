package id.laris.customer.reward;

import id.laris.common.Ids;
import id.laris.common.db.DeletableRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Reward.BenefitCase;
import id.laris.pos.v1.Reward.FreeItem;
import id.laris.pos.v1.Reward.PercentOff;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A benefit that customers buy with points. */
@Entity
@Table(name = "reward", schema = "customer")
public class Reward extends DeletableRow {

  private String name = "";
  private String description = "";
  private long points;

  @Enumerated(EnumType.STRING)
  private BenefitCase benefit = BenefitCase.BENEFIT_NOT_SET;

  /** The amount off, or the most that a percentage takes off; 0 for no limit. */
  private long amount;

  private String currency = "";

  @Column(name = "percent_ppm")
  private long percentPpm;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "product_ids")
  private List<UUID> productIds = List.of();

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "category_ids")
  private List<UUID> categoryIds = List.of();

  @Column(name = "minimum_total")
  private @Nullable Long minimumTotal;

  @Column(name = "minimum_total_currency")
  private String minimumTotalCurrency = "";

  private boolean active = true;

  @Column(name = "starts_at")
  private @Nullable Instant startsAt;

  @Column(name = "ends_at")
  private @Nullable Instant endsAt;

  /** For Hibernate. */
  protected Reward() {}

  Reward(UUID id) {
    super(id);
  }

  /** Takes over everything that can be changed. */
  void take(id.laris.pos.v1.Reward wanted) {
    name = wanted.getName();
    description = wanted.getDescription();
    points = wanted.getPoints();
    takeBenefit(wanted);
    minimumTotal = wanted.hasMinimumTotal() ? wanted.getMinimumTotal().getAmount() : null;
    minimumTotalCurrency = wanted.getMinimumTotal().getCurrency();
    active = wanted.getActive();
    startsAt = wanted.hasStartsAt() ? Protos.instant("starts_at", wanted.getStartsAt()) : null;
    endsAt = wanted.hasEndsAt() ? Protos.instant("ends_at", wanted.getEndsAt()) : null;
  }

  private void takeBenefit(id.laris.pos.v1.Reward wanted) {
    benefit = wanted.getBenefitCase();
    Money money =
        benefit == BenefitCase.AMOUNT_OFF
            ? wanted.getAmountOff()
            : wanted.getPercentOff().getMaxAmount();
    amount = money.getAmount();
    currency = money.getCurrency();
    percentPpm = wanted.getPercentOff().getPercentPpm();
    productIds = Ids.parseAll(wanted.getFreeItem().getProductIdsList());
    categoryIds = Ids.parseAll(wanted.getFreeItem().getCategoryIdsList());
  }

  id.laris.pos.v1.Reward toProto() {
    id.laris.pos.v1.Reward.Builder proto =
        id.laris.pos.v1.Reward.newBuilder()
            .setId(id().toString())
            .setName(name)
            .setDescription(description)
            .setPoints(points)
            .setActive(active)
            .setVersion(version());
    switch (benefit) {
      case AMOUNT_OFF -> proto.setAmountOff(Protos.money(amount, currency));
      case PERCENT_OFF -> proto.setPercentOff(percentOff());
      default ->
          proto.setFreeItem(
              FreeItem.newBuilder()
                  .addAllProductIds(Ids.texts(productIds))
                  .addAllCategoryIds(Ids.texts(categoryIds)));
    }
    if (minimumTotal != null) {
      proto.setMinimumTotal(Protos.money(minimumTotal, minimumTotalCurrency));
    }
    Protos.setTime(startsAt, proto::setStartsAt);
    Protos.setTime(endsAt, proto::setEndsAt);
    Protos.setTime(createdAt(), proto::setCreatedAt);
    Protos.setTime(updatedAt(), proto::setUpdatedAt);
    Protos.setTime(deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  private PercentOff percentOff() {
    PercentOff.Builder percentOff = PercentOff.newBuilder().setPercentPpm(percentPpm);
    if (!currency.isEmpty()) {
      percentOff.setMaxAmount(Protos.money(amount, currency));
    }
    return percentOff.build();
  }

  String name() {
    return name;
  }

  long points() {
    return points;
  }

  /** Reports whether it can be used at this time. */
  boolean isUsable(Instant now) {
    return active
        && (startsAt == null || !now.isBefore(startsAt))
        && (endsAt == null || now.isBefore(endsAt));
  }
}
