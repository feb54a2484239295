package id.laris.rules;

import id.laris.pos.v1.PromotionCondition;
import org.jspecify.annotations.Nullable;

/** A condition of a promotion. It says itself why it does not hold. */
sealed interface Condition
    permits AtLocations,
        OfOrderTypes,
        OfCustomers,
        NearBirthday,
        OnFirstPurchase,
        AboveMinimum,
        WithRequiredGoods,
        PaidByTypes,
        WithCoupon {

  /** Returns why the condition does not hold, or null if it does. */
  @Nullable Refusal refusal(Sale sale);

  /**
   * The condition of a promotion.
   *
   * @throws IllegalArgumentException if there is none, or one that this version does not know,
   *     which {@link KnownRules} refuses before
   */
  static Condition of(PromotionCondition condition, String promotionId) {
    return switch (condition.getConditionCase()) {
      case LOCATIONS -> new AtLocations(condition.getLocations());
      case ORDER_TYPES -> new OfOrderTypes(condition.getOrderTypes());
      case CUSTOMERS -> new OfCustomers(condition.getCustomers());
      case BIRTHDAY -> new NearBirthday(condition.getBirthday());
      case FIRST_PURCHASE -> new OnFirstPurchase();
      case MINIMUM -> new AboveMinimum(condition.getMinimum());
      case REQUIRED_GOODS -> new WithRequiredGoods(condition.getRequiredGoods());
      case PAYMENT_TYPES -> new PaidByTypes(condition.getPaymentTypes());
      case COUPON -> new WithCoupon(promotionId);
      case CONDITION_NOT_SET ->
          throw new IllegalArgumentException("unknown condition of promotion " + promotionId);
    };
  }
}
