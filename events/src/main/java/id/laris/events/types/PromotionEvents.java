package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.CouponBatch;
import id.laris.pos.v1.Promotion;

/** The events of promotions. */
public final class PromotionEvents {

  static final EventTypes ALL = new EventTypes(Service.PROMOTION.shortName());

  private static final EventTypes.Aggregate<Promotion> PROMOTIONS =
      ALL.aggregate("Promotion", Promotion.getDefaultInstance());
  public static final Lifecycle<Promotion> PROMOTION =
      new Lifecycle<>(
          PROMOTIONS.event("PromotionCreated", "A promotion was created."),
          PROMOTIONS.event("PromotionUpdated", "A promotion or its state was changed."),
          PROMOTIONS.event("PromotionDeleted", "A promotion was deleted."));
  public static final EventType<Promotion> PROMOTION_RESTORED =
      PROMOTIONS.event("PromotionRestored", "A deleted promotion was brought back.");

  private static final EventTypes.Aggregate<Coupon> COUPONS =
      ALL.aggregate("Coupon", Coupon.getDefaultInstance());
  public static final Lifecycle<Coupon> COUPON =
      new Lifecycle<>(COUPONS.event("CouponCreated", "A coupon was created."), null, null);
  public static final EventType<Coupon> COUPON_DISABLED =
      COUPONS.event("CouponDisabled", "A coupon was disabled for good.");

  private static final EventTypes.Aggregate<CouponBatch> COUPON_BATCHES =
      ALL.aggregate("CouponBatch", CouponBatch.getDefaultInstance());
  public static final EventType<CouponBatch> COUPONS_GENERATED =
      COUPON_BATCHES.event("CouponsGenerated", "All coupons of a batch were made.");

  private PromotionEvents() {}
}
