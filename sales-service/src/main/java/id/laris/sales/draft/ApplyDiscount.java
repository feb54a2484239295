package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.quote.DiscountLimit;
import org.springframework.stereotype.Component;

/**
 * Gives a discount on a DRAFT or one of its lines, and prices the order again.
 *
 * <p>Errors: NOT_FOUND; DISCOUNT_TOO_HIGH; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT; ALREADY_EXISTS where another discount or a promotion of the order has the id.
 */
@Component
public class ApplyDiscount {

  private final Drafts drafts;
  private final Writes writes;

  ApplyDiscount(Drafts drafts, Writes writes) {
    this.drafts = drafts;
    this.writes = writes;
  }

  public ApplyDiscountResponse run(ApplyDiscountRequest request) {
    OrderDiscount wanted =
        OrderDiscount.given(
            Ids.orNext(request.getId()),
            Ids.parseOrNull(request.getItemId()),
            request.hasPercentPpm() ? request.getPercentPpm() : null,
            request.hasAmount() ? request.getAmount() : null,
            request.getReason(),
            DiscountLimit.callerMayExceed());
    return drafts.attempt(
        request,
        ApplyDiscountResponse.parser(),
        Ids.parse(request.getOrderId()),
        () -> attempt(request, wanted));
  }

  private ApplyDiscountResponse attempt(ApplyDiscountRequest request, OrderDiscount wanted) {
    QuotedDraft draft =
        drafts.quote(Ids.parse(request.getOrderId()), order -> add(wanted, order, request));
    return writes.once(
        request,
        ApplyDiscountResponse.parser(),
        () -> {
          Order order = draft.order();
          if (draft.isChanged()) {
            DiscountLimit.check(order, draft.setting());
            drafts.store(draft);
          }
          return ApplyDiscountResponse.newBuilder()
              .setOrder(OrderProtos.toProto(order))
              .setDiscount(OrderProtos.toProto(order.discount(wanted.id()), order.currency()))
              .build();
        });
  }

  private static boolean add(OrderDiscount wanted, Order order, ApplyDiscountRequest request) {
    order.requireVersion(
        order.hasDiscount(wanted.id()), request.hasVersion(), request.getVersion());
    return order.addDiscount(wanted);
  }
}
