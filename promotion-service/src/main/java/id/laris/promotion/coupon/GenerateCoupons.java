package id.laris.promotion.coupon;

import id.laris.common.db.Writes;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.GenerateCouponsResponse;
import id.laris.promotion.promotion.LivePromotions;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes coupons with random codes: the first part at once, the rest in the background by {@link
 * RunningBatches}. The same request again tells how far it is.
 *
 * <p>Errors: NOT_FOUND of the promotion; ALREADY_EXISTS; VALIDATION_FAILED of codes that could be
 * guessed.
 */
@Component
public class GenerateCoupons {

  private final CouponBatches batches;
  private final LivePromotions promotions;
  private final RandomCodes codes;
  private final MakeCoupons makeCoupons;
  private final Writes writes;

  GenerateCoupons(
      CouponBatches batches,
      LivePromotions promotions,
      RandomCodes codes,
      MakeCoupons makeCoupons,
      Writes writes) {
    this.batches = batches;
    this.promotions = promotions;
    this.codes = codes;
    this.makeCoupons = makeCoupons;
    this.writes = writes;
  }

  public GenerateCouponsResponse run(GenerateCouponsRequest request) {
    return writes.once(
        request,
        GenerateCouponsResponse.parser(),
        () -> GenerateCouponsResponse.newBuilder().setBatch(generate(request).toProto()).build());
  }

  private CouponBatch generate(GenerateCouponsRequest request) {
    CouponBatch wanted = new CouponBatch(request);
    Optional<CouponBatch> stored =
        batches.storedBefore(request.getId(), "coupon batch", wanted, CouponBatch::toRequest);
    if (stored.isPresent()) {
      return stored.get();
    }
    promotions.require(Set.of(wanted.promotionId()));
    codes.requireSecret(wanted);
    return makeCoupons.run(batches.saveAndFlush(wanted));
  }
}
