package id.laris.promotion.coupon;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CouponBatch.State;
import id.laris.pos.v1.GenerateCouponsRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Coupons that are made together, each with a random code. */
@Entity
@Table(name = "coupon_batch", schema = "promotion")
class CouponBatch extends TenantRow {

  /** Nobody takes one of them for another: without 0, 1, I, L, O, S and U. */
  private static final String CLEAR = "23456789ABCDEFGHJKMNPQRTVWXYZ";

  private static final int USUAL_LENGTH = 8;

  @Column(name = "promotion_id", updatable = false)
  private UUID promotionId;

  private int wanted;
  private int made;
  private String prefix = "";
  private int length;
  private String alphabet = "";

  @Column(name = "max_uses")
  private long maxUses;

  @Column(name = "max_uses_per_customer")
  private long maxUsesPerCustomer;

  @Column(name = "starts_at")
  private @Nullable Instant startsAt;

  @Column(name = "ends_at")
  private @Nullable Instant endsAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected CouponBatch() {}

  CouponBatch(GenerateCouponsRequest request) {
    super(Ids.orNext(request.getId()));
    promotionId = Ids.parse(request.getPromotionId());
    wanted = request.getCount();
    prefix = request.getPrefix();
    length = request.getLength() == 0 ? USUAL_LENGTH : request.getLength();
    alphabet = request.getAlphabet().isEmpty() ? CLEAR : request.getAlphabet();
    maxUses = request.hasMaxUses() ? request.getMaxUses() : 1;
    maxUsesPerCustomer = request.getMaxUsesPerCustomer();
    startsAt = request.hasStartsAt() ? Protos.instant("starts_at", request.getStartsAt()) : null;
    endsAt = request.hasEndsAt() ? Protos.instant("ends_at", request.getEndsAt()) : null;
    Validity.check(startsAt, endsAt);
  }

  /** The request for it, with nothing left to be filled in. */
  GenerateCouponsRequest toRequest() {
    GenerateCouponsRequest.Builder request =
        GenerateCouponsRequest.newBuilder()
            .setId(id().toString())
            .setPromotionId(promotionId.toString())
            .setCount(wanted)
            .setPrefix(prefix)
            .setLength(length)
            .setAlphabet(alphabet)
            .setMaxUses(maxUses)
            .setMaxUsesPerCustomer(maxUsesPerCustomer);
    Protos.setTime(startsAt, request::setStartsAt);
    Protos.setTime(endsAt, request::setEndsAt);
    return request.build();
  }

  id.laris.pos.v1.CouponBatch toProto() {
    id.laris.pos.v1.CouponBatch.Builder proto =
        id.laris.pos.v1.CouponBatch.newBuilder()
            .setId(id().toString())
            .setPromotionId(promotionId.toString())
            .setState(isDone() ? State.DONE : State.RUNNING)
            .setCount(wanted)
            .setMade(made);
    Protos.setTime(createdAt(), proto::setCreatedAt);
    return proto.build();
  }

  UUID promotionId() {
    return promotionId;
  }

  int wanted() {
    return wanted;
  }

  int missing() {
    return wanted - made;
  }

  String prefix() {
    return prefix;
  }

  int length() {
    return length;
  }

  String alphabet() {
    return alphabet;
  }

  boolean isDone() {
    return missing() == 0;
  }

  /** Counts coupons that were made. */
  void count(int more) {
    made += more;
  }
}
