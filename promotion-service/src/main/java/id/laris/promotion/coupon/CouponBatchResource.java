package id.laris.promotion.coupon;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Lifecycle;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.PromotionEvents;
import id.laris.pos.v1.ListCouponBatchesRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Batches of coupons as a resource that callers read; {@link GenerateCoupons} makes them. */
@Configuration(proxyBeanMethods = false)
class CouponBatchResource {

  @Bean
  Resource<CouponBatch, id.laris.pos.v1.CouponBatch> couponBatchResource(
      Resources resources, CouponBatches batches) {
    return resources
        .of("coupon batch", batches, new Lifecycle<>(PromotionEvents.COUPONS_GENERATED, null, null))
        .content(CouponBatch::toProto)
        .filter(
            ListCouponBatchesRequest.class,
            request ->
                Filter.<CouponBatch>all()
                    .equal("promotionId", Ids.parseOrNull(request.getPromotionId())))
        .build();
  }
}
