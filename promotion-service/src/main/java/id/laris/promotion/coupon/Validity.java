package id.laris.promotion.coupon;

import id.laris.common.errors.Errors;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time in which coupons can be used. */
final class Validity {

  private Validity() {}

  /**
   * Refuses a time that ends before it begins.
   *
   * @param startsAt null for always
   * @param endsAt null for never
   */
  static void check(@Nullable Instant startsAt, @Nullable Instant endsAt) {
    if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
      throw Errors.invalid("ends_at", "must be later than starts_at");
    }
  }
}
