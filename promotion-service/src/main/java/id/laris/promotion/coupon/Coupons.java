package id.laris.promotion.coupon;

import id.laris.common.db.Rows;
import java.util.Optional;

/** The tenant's coupons. */
public interface Coupons extends Rows<Coupon> {

  Optional<Coupon> findByCodeKey(String codeKey);
}
