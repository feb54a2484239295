package id.laris.sales.promotion;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.PromotionUsage;
import id.laris.pos.v1.ReleaseUsageRequest;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holder;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPromotion;
import id.laris.sales.settings.SalesSetting;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reserves the uses of an order's promotions that have limits, so that these hold.
 * promotion-service keeps them under the order's id, until it hears by events that the order was
 * completed, reopened or voided.
 */
@Component
public class PromotionHolder implements Holder<PromotionsWanted> {

  private final RemoteService service;
  private final PromotionServiceBlockingStub promotions;

  PromotionHolder(RemoteServices services) {
    this.service = services.named(Service.PROMOTION);
    this.promotions = PromotionServiceGrpc.newBlockingStub(service.ownChannel());
  }

  @Override
  public String name() {
    return "promotions";
  }

  /**
   * Returns the uses of the promotions with limits that apply to a priced order. Those without are
   * counted when the order completes, and need nothing before.
   */
  public List<Claim<?>> claims(Order order, SalesSetting setting, Instant at) {
    List<PromotionUsage> usages =
        order.promotions().applied().stream()
            .filter(OrderPromotion::limited)
            .map(PromotionHolder::usage)
            .toList();
    return usages.isEmpty()
        ? List.of()
        : List.of(
            new Claim<>(
                this,
                new PromotionsWanted(
                    order.customer().id(),
                    order.currency(),
                    at,
                    setting.businessDay().zone(),
                    usages)));
  }

  private static PromotionUsage usage(OrderPromotion promotion) {
    return PromotionUsage.newBuilder()
        .setPromotionId(promotion.id().toString())
        .setPromotionVersion(promotion.version())
        .setCouponId(Ids.text(promotion.couponId()))
        .setAmount(promotion.amount())
        .build();
  }

  @Override
  public void take(HoldKey key, PromotionsWanted wanted) {
    ReserveUsageRequest request =
        ReserveUsageRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setRevision(key.revision())
            .setCustomerId(Ids.text(wanted.customerId()))
            .setCurrency(wanted.currency())
            .setAt(Protos.timestamp(wanted.at()))
            .setTimeZone(wanted.zone().getId())
            .addAllUsages(wanted.usages())
            .build();
    try {
      service.call(() -> promotions.reserveUsage(request));
    } catch (StatusRuntimeException e) {
      throw isOver(e) ? ConcurrentOrderChange.of(key.orderId()) : RemoteService.withoutFields(e);
    }
  }

  /**
   * Returns whether the order must be priced again, because others were quicker: they used a
   * promotion or coupon up, or changed this order.
   */
  private static boolean isOver(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(
        refusal,
        Reason.PROMOTION_USED_UP,
        Reason.COUPON_NOT_USABLE,
        Reason.NOT_FOUND,
        Reason.VERSION_CONFLICT,
        Reason.ILLEGAL_STATE_TRANSITION,
        Reason.ALREADY_EXISTS);
  }

  @Override
  public void handOver(HoldKey key, PromotionsWanted wanted, Order order) {
    order.holdPromotions(key.revision());
  }

  @Override
  public void release(HoldKey key) {
    ReleaseUsageRequest request =
        ReleaseUsageRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setRevision(key.revision())
            .build();
    try {
      service.call(() -> promotions.releaseUsage(request));
    } catch (StatusRuntimeException e) {
      // A newer attempt has used them meanwhile: this attempt reserves nothing.
      if (!RemoteService.refusedFor(e, Reason.ILLEGAL_STATE_TRANSITION)) {
        throw e;
      }
    }
  }
}
