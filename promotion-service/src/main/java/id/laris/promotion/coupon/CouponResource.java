package id.laris.promotion.coupon;

import static java.util.stream.Collectors.toSet;

import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.PromotionEvents;
import id.laris.pos.v1.ListCouponsRequest;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import id.laris.promotion.promotion.LivePromotions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Coupons as a resource; {@link DisableCoupon} is the one change of it. */
@Configuration(proxyBeanMethods = false)
class CouponResource {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 -]*");
  private static final int SHORTEST_KEY = 3;

  /** Beside the errors of every resource: NOT_FOUND of the promotion; COUPON_CODE_EXISTS. */
  @Bean
  Resource<Coupon, id.laris.pos.v1.Coupon> couponResource(
      Resources resources, Coupons coupons, LivePromotions promotions, Counters counters) {
    return resources
        .of("coupon", coupons, PromotionEvents.COUPON)
        .fresh(Coupon::new)
        .content(Coupon::toProto)
        .show(found -> withUses(found, counters))
        .filter(ListCouponsRequest.class, CouponResource::filter)
        .beforeSave(
            changes ->
                promotions.require(
                    changes.stream().map(change -> change.row().promotionId()).collect(toSet())))
        .apply(
            change -> {
              check(change);
              change.row().take(change.after());
            })
        .build();
  }

  private static void check(Change<Coupon, id.laris.pos.v1.Coupon> change) {
    String code = change.after().getCode();
    if (!CODE.matcher(code).matches() || CouponCode.key(code).length() < SHORTEST_KEY) {
      throw Errors.invalid(
          change.field("code"),
          "must consist of letters A to Z, digits, spaces and hyphens, with 3 letters or digits at least");
    }
    id.laris.pos.v1.Coupon wanted = change.after();
    Validity.check(
        wanted.hasStartsAt() ? Protos.instant("starts_at", wanted.getStartsAt()) : null,
        wanted.hasEndsAt() ? Protos.instant("ends_at", wanted.getEndsAt()) : null);
  }

  /** The coupons with their uses, which are read in one statement. */
  private static List<id.laris.pos.v1.Coupon> withUses(List<Coupon> found, Counters counters) {
    Map<Counter, Count> counts =
        counters.read(found.stream().map(coupon -> Counter.total(coupon.id())).toList());
    return found.stream()
        .map(
            coupon ->
                coupon.toProto().toBuilder()
                    .setUses(counts.getOrDefault(Counter.total(coupon.id()), Count.NONE).uses())
                    .build())
        .toList();
  }

  private static Filter<Coupon> filter(ListCouponsRequest request) {
    return Filter.<Coupon>all()
        .equal("promotionId", Ids.parseOrNull(request.getPromotionId()))
        .equal("batchId", Ids.parseOrNull(request.getBatchId()))
        .equal("customerId", Ids.parseOrNull(request.getCustomerId()));
  }
}
