package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.draft.DraftChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.quote.Problems;
import id.laris.sales.settings.SalesSetting;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * DRAFT to OPEN: names, prices, modifiers, taxes and discounts are fixed as the catalog has them
 * now, and never change again.
 *
 * <p>Repeating it on an OPEN order returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; ORDER_EMPTY; ITEM_INACTIVE, PRICE_NOT_SET, MODIFIER_SELECTION_INVALID with
 * every offender listed; DISCOUNT_TOO_HIGH; ILLEGAL_STATE_TRANSITION from COMPLETED; ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class FinalizeOrder {

  private final DraftChange drafts;
  private final OrderEvents events;
  private final Clock clock;

  FinalizeOrder(DraftChange drafts, OrderEvents events, Clock clock) {
    this.drafts = drafts;
    this.events = events;
    this.clock = clock;
  }

  public FinalizeOrderResponse run(FinalizeOrderRequest request) {
    return drafts.run(
        request,
        FinalizeOrderResponse.parser(),
        Ids.parse(request.getOrderId()),
        new DraftChange.Change<>() {
          @Override
          public boolean apply(Order order) {
            order.requireVersion(
                order.status() == Status.OPEN, request.hasVersion(), request.getVersion());
            return order.finalizePrices(clock.instant());
          }

          @Override
          public void check(Order order, QuoteItemsResponse quote) {
            Problems.refuse(quote.getProblemsList());
          }

          @Override
          public void priced(Order order, SalesSetting setting) {
            DiscountLimit.check(order, setting);
            events.finalized(order);
          }

          @Override
          public FinalizeOrderResponse respond(Order order) {
            return FinalizeOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
          }
        });
  }
}
