package id.laris.promotion.coupon;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A code that makes a promotion apply. */
@Entity
@Table(name = "coupon", schema = "promotion")
public class Coupon extends TenantRow {

  @Column(name = "promotion_id", updatable = false)
  private UUID promotionId;

  private String code = "";

  @Column(name = "code_key")
  private String codeKey = "";

  @Column(name = "max_uses")
  private long maxUses;

  @Column(name = "max_uses_per_customer")
  private long maxUsesPerCustomer;

  @Column(name = "starts_at")
  private @Nullable Instant startsAt;

  @Column(name = "ends_at")
  private @Nullable Instant endsAt;

  @Column(name = "customer_id")
  private @Nullable UUID customerId;

  @Column(name = "batch_id", updatable = false)
  private @Nullable UUID batchId;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Coupon() {}

  Coupon(UUID id, id.laris.pos.v1.Coupon described) {
    super(id);
    promotionId = Ids.parse(described.getPromotionId());
  }

  /** Takes over everything that a request to create it says. */
  void take(id.laris.pos.v1.Coupon wanted) {
    code = wanted.getCode();
    codeKey = CouponCode.key(code);
    maxUses = wanted.getMaxUses();
    maxUsesPerCustomer = wanted.getMaxUsesPerCustomer();
    startsAt = wanted.hasStartsAt() ? Protos.instant("starts_at", wanted.getStartsAt()) : null;
    endsAt = wanted.hasEndsAt() ? Protos.instant("ends_at", wanted.getEndsAt()) : null;
    customerId = Ids.parseOrNull(wanted.getCustomerId());
  }

  /** Disables it for good. */
  void disable(Instant now) {
    disabledAt = now;
  }

  boolean isDisabled() {
    return disabledAt != null;
  }

  public UUID promotionId() {
    return promotionId;
  }

  public CouponTerms terms() {
    return new CouponTerms(
        id(), maxUses, maxUsesPerCustomer, startsAt, endsAt, customerId, disabledAt);
  }

  /** The coupon without its uses. */
  id.laris.pos.v1.Coupon toProto() {
    id.laris.pos.v1.Coupon.Builder proto =
        id.laris.pos.v1.Coupon.newBuilder()
            .setId(id().toString())
            .setPromotionId(promotionId.toString())
            .setCode(code)
            .setMaxUses(maxUses)
            .setMaxUsesPerCustomer(maxUsesPerCustomer)
            .setCustomerId(Ids.text(customerId))
            .setBatchId(Ids.text(batchId))
            .setVersion(version());
    Protos.setTime(startsAt, proto::setStartsAt);
    Protos.setTime(endsAt, proto::setEndsAt);
    Protos.setTime(disabledAt, proto::setDisabledAt);
    Protos.setTime(createdAt(), proto::setCreatedAt);
    return proto.build();
  }
}
