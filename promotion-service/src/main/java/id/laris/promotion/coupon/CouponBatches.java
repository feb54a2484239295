package id.laris.promotion.coupon;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;

/** The tenant's batches of coupons. */
interface CouponBatches extends Rows<CouponBatch> {

  /** The batches whose coupons are not all made, oldest first. */
  @Query("select batch.id from CouponBatch batch where batch.made < batch.wanted order by batch.id")
  List<UUID> running();
}
