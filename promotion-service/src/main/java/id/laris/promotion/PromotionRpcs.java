package id.laris.promotion;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.CouponBatch;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.promotion.coupon.CheckCoupon;
import id.laris.promotion.coupon.DisableCoupon;
import id.laris.promotion.coupon.GenerateCoupons;
import id.laris.promotion.offer.EvaluatePromotions;
import id.laris.promotion.offer.FindOffers;
import id.laris.promotion.promotion.RestorePromotion;
import id.laris.promotion.statistics.GetPromotionStatistics;
import id.laris.promotion.usage.ReleaseUsage;
import id.laris.promotion.usage.ReserveUsage;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of PromotionService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class PromotionRpcs {

  @Bean
  BindableService promotionService(
      Resource<?, Promotion> promotions,
      RestorePromotion restorePromotion,
      EvaluatePromotions evaluatePromotions,
      Resource<?, Coupon> coupons,
      GenerateCoupons generateCoupons,
      Resource<?, CouponBatch> batches,
      CheckCoupon checkCoupon,
      DisableCoupon disableCoupon,
      GetPromotionStatistics getPromotionStatistics,
      FindOffers findOffers,
      ReserveUsage reserveUsage,
      ReleaseUsage releaseUsage) {
    return new RpcTable(PromotionServiceGrpc.getServiceDescriptor())
        .on(PromotionServiceGrpc.getCreatePromotionMethod(), promotions::create)
        .on(PromotionServiceGrpc.getGetPromotionMethod(), promotions::get)
        .on(PromotionServiceGrpc.getListPromotionsMethod(), promotions::list)
        .on(PromotionServiceGrpc.getUpdatePromotionMethod(), promotions::update)
        .on(PromotionServiceGrpc.getDeletePromotionMethod(), promotions::delete)
        .on(PromotionServiceGrpc.getRestorePromotionMethod(), restorePromotion::run)
        .on(PromotionServiceGrpc.getEvaluatePromotionsMethod(), evaluatePromotions::run)
        .on(PromotionServiceGrpc.getCreateCouponMethod(), coupons::create)
        .on(PromotionServiceGrpc.getGenerateCouponsMethod(), generateCoupons::run)
        .on(PromotionServiceGrpc.getGetCouponBatchMethod(), batches::get)
        .on(PromotionServiceGrpc.getListCouponBatchesMethod(), batches::list)
        .on(PromotionServiceGrpc.getGetCouponMethod(), coupons::get)
        .on(PromotionServiceGrpc.getListCouponsMethod(), coupons::list)
        .on(PromotionServiceGrpc.getCheckCouponMethod(), checkCoupon::run)
        .on(PromotionServiceGrpc.getDisableCouponMethod(), disableCoupon::run)
        .on(PromotionServiceGrpc.getGetPromotionStatisticsMethod(), getPromotionStatistics::run)
        .on(PromotionServiceGrpc.getFindOffersMethod(), findOffers::run)
        .on(PromotionServiceGrpc.getReserveUsageMethod(), reserveUsage::run)
        .on(PromotionServiceGrpc.getReleaseUsageMethod(), releaseUsage::run);
  }
}
