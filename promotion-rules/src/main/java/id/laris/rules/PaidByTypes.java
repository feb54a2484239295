package id.laris.rules;

import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionCondition.PaymentTypes;
import id.laris.pos.v1.PromotionResult.Reason;
import org.jspecify.annotations.Nullable;

/** The order will be paid in one of these ways. */
record PaidByTypes(PaymentTypes rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    if (sale.cart().getIntendedPaymentTypeValue() == Payment.Type.TYPE_UNSPECIFIED_VALUE) {
      return new Refusal(
          Reason.PAYMENT_TYPE_MISSING,
          "Say that the order will be paid by one of %s.".formatted(rule.getPaymentTypesList()));
    }
    return rule.getPaymentTypesValueList().contains(sale.cart().getIntendedPaymentTypeValue())
        ? null
        : new Refusal(
            Reason.OTHER_PAYMENT_TYPE,
            "It applies to orders paid by one of %s.".formatted(rule.getPaymentTypesList()));
  }
}
