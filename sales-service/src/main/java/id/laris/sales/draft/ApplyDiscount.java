package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.settings.SalesSetting;
import org.springframework.stereotype.Component;

/**
 * Gives a discount on a DRAFT or one of its lines, and prices the order anew.
 *
 * <p>Errors: NOT_FOUND; DISCOUNT_TOO_HIGH; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT; ALREADY_EXISTS where the discount's id is taken by another.
 */
@Component
public class ApplyDiscount {

  private final DraftChange drafts;

  ApplyDiscount(DraftChange drafts) {
    this.drafts = drafts;
  }

  public ApplyDiscountResponse run(ApplyDiscountRequest request) {
    OrderDiscount wanted =
        new OrderDiscount(
            Ids.orNext(request.getId()),
            Ids.parseOrNull(request.getItemId()),
            request.hasPercentPpm() ? request.getPercentPpm() : null,
            request.hasAmount() ? request.getAmount() : null,
            request.getReason(),
            DiscountLimit.callerMayExceed(),
            0);
    return drafts.run(
        request,
        ApplyDiscountResponse.parser(),
        Ids.parse(request.getOrderId()),
        new DraftChange.Change<>() {
          @Override
          public boolean apply(Order order) {
            order.requireVersion(
                order.hasDiscount(wanted.id()), request.hasVersion(), request.getVersion());
            return order.addDiscount(wanted);
          }

          @Override
          public void priced(Order order, SalesSetting setting) {
            DiscountLimit.check(order, setting);
          }

          @Override
          public ApplyDiscountResponse respond(Order order) {
            return ApplyDiscountResponse.newBuilder()
                .setOrder(OrderProtos.toProto(order))
                .setDiscount(OrderProtos.toProto(order.discount(wanted.id()), order.currency()))
                .build();
          }
        });
  }
}
