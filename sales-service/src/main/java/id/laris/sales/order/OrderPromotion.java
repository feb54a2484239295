package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionResult;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promotion that was looked at when the order was priced: it applies, or the reason says why it
 * does not. Amounts are minor units of the order's currency.
 *
 * @param version the version of the promotion, by which its rules can be found again
 * @param reason null if it applies
 * @param lines its parts of the lines; empty for a waived service charge
 * @param missingAmount the amount of goods that is missing, in minor units; null for none
 * @param others the promotions in whose favour it does not apply
 * @param couponCode the code of its coupon; empty for none
 * @param couponId the id of that coupon; null for none
 * @param waived the service charges that it waives
 * @param paymentTypes with which the order must be paid, if it applies; empty for any
 * @param limited its uses must be reserved, because they or those of its coupon have a limit
 */
public record OrderPromotion(
    UUID id,
    int version,
    String name,
    PromotionResult.@Nullable Reason reason,
    String explanation,
    long amount,
    List<Line> lines,
    @JsonProperty("missing_amount") @Nullable Long missingAmount,
    @JsonProperty("missing_quantity") long missingQuantity,
    List<UUID> others,
    @JsonProperty("coupon_code") String couponCode,
    @JsonProperty("coupon_id") @Nullable UUID couponId,
    List<UUID> waived,
    @JsonProperty("payment_types") List<Payment.Type> paymentTypes,
    boolean limited) {

  /** The part of one line. */
  public record Line(UUID id, long amount) {}

  /** The promotion as it was evaluated. */
  public static OrderPromotion of(
      PromotionResult result,
      @Nullable UUID couponId,
      List<Payment.Type> paymentTypes,
      boolean limited) {
    return new OrderPromotion(
        Ids.parse(result.getPromotionId()),
        result.getPromotionVersion(),
        result.getName(),
        result.getApplied() ? null : result.getReason(),
        result.getExplanation(),
        result.getAmount().getAmount(),
        result.getLinesList().stream()
            .map(line -> new Line(Ids.parse(line.getItemId()), line.getAmount().getAmount()))
            .toList(),
        result.hasMissingAmount() ? result.getMissingAmount().getAmount() : null,
        result.getMissingQuantity(),
        Ids.parseAll(result.getOtherPromotionIdsList()),
        result.getCouponCode(),
        couponId,
        Ids.parseAll(result.getWaivedServiceChargeIdsList()),
        paymentTypes,
        limited);
  }

  public boolean isApplied() {
    return reason == null;
  }

  /** Returns whether it allows a payment of this type. */
  boolean allows(Payment.Type type) {
    return !isApplied() || paymentTypes.isEmpty() || paymentTypes.contains(type);
  }

  PromotionResult toProto(String currency) {
    PromotionResult.Builder proto =
        PromotionResult.newBuilder()
            .setPromotionId(id.toString())
            .setPromotionVersion(version)
            .setName(name)
            .setApplied(isApplied())
            .setExplanation(explanation)
            .setMissingQuantity(missingQuantity)
            .addAllOtherPromotionIds(Ids.texts(others))
            .setCouponCode(couponCode)
            .addAllWaivedServiceChargeIds(Ids.texts(waived));
    if (reason == null) {
      proto.setAmount(Protos.money(amount, currency));
    } else {
      proto.setReason(reason);
    }
    if (missingAmount != null) {
      proto.setMissingAmount(Protos.money(missingAmount, currency));
    }
    lines.forEach(
        line ->
            proto
                .addLinesBuilder()
                .setItemId(line.id.toString())
                .setAmount(Protos.money(line.amount, currency)));
    return proto.build();
  }
}
