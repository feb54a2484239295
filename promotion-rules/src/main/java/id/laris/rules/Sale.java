package id.laris.rules;

import id.laris.common.money.Currencies;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides about promotions apart from their rules.
 *
 * @param time the time of the sale by the clock of the location
 * @param customer absent if nothing but the id in the cart is known
 */
record Sale(
    PromotionCart cart,
    CartLines lines,
    ZonedDateTime time,
    List<CouponOffer> coupons,
    @Nullable PromotionCustomer customer) {

  static Sale of(
      PromotionCart cart, List<CouponOffer> coupons, @Nullable PromotionCustomer customer) {
    Instant at = Instant.ofEpochSecond(cart.getAt().getSeconds(), cart.getAt().getNanos());
    return new Sale(
        cart,
        new CartLines(cart.getLinesList()),
        at.atZone(ZoneId.of(cart.getTimeZone())),
        List.copyOf(coupons),
        customer == null || customer.getUnavailable() ? null : customer);
  }

  boolean hasCustomer() {
    return !cart.getCustomerId().isEmpty();
  }

  /** An amount as people write it: 50.00 EUR. */
  String text(long amount) {
    int decimals = Currencies.exponent(cart.getCurrency());
    return BigDecimal.valueOf(amount, decimals).toPlainString() + " " + cart.getCurrency();
  }
}
