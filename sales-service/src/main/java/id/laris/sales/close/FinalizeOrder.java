package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.draft.DraftChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.quote.Problems;
import id.laris.sales.settings.SalesSetting;
import id.laris.sales.stock.StockHold;
import id.laris.sales.stock.StockHolds;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * DRAFT to OPEN: names, prices, modifiers, taxes and discounts are fixed as the catalog has them
 * now, and never change again. What an order at a location takes from stock is held for it: it
 * becomes OPEN with its stock, or not at all.
 *
 * <p>Repeating it on an OPEN order returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; ORDER_EMPTY; ITEM_INACTIVE, PRICE_NOT_SET, MODIFIER_SELECTION_INVALID with
 * every offender listed; INSUFFICIENT_STOCK with every variant that is short; LOCATION_NOT_FOUND;
 * DISCOUNT_TOO_HIGH; ILLEGAL_STATE_TRANSITION from COMPLETED; ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class FinalizeOrder {

  private final DraftChange drafts;
  private final Orders orders;
  private final StockHolds holds;
  private final OrderEvents events;
  private final Clock clock;

  FinalizeOrder(
      DraftChange drafts, Orders orders, StockHolds holds, OrderEvents events, Clock clock) {
    this.drafts = drafts;
    this.orders = orders;
    this.holds = holds;
    this.events = events;
    this.clock = clock;
  }

  public FinalizeOrderResponse run(FinalizeOrderRequest request) {
    return drafts.run(
        request,
        FinalizeOrderResponse.parser(),
        Ids.parse(request.getOrderId()),
        new Finalization(request));
  }

  private final class Finalization implements DraftChange.Change<FinalizeOrderResponse> {

    private final FinalizeOrderRequest request;

    /** What is held while the order is stored; nothing while it is looked at. */
    private StockHold hold = StockHold.NONE;

    Finalization(FinalizeOrderRequest request) {
      this.request = request;
    }

    @Override
    public boolean apply(Order order) {
      order.requireVersion(
          order.status() == Status.OPEN, request.hasVersion(), request.getVersion());
      if (!order.finalizePrices(clock.instant())) {
        return false;
      }
      hold.handTo(order);
      return true;
    }

    @Override
    public void check(Order order, QuoteItemsResponse quote) {
      Problems.refuse(quote.getProblemsList());
    }

    @Override
    public FinalizeOrderResponse storing(
        Order seen, QuoteItemsResponse quote, Supplier<FinalizeOrderResponse> store) {
      try {
        return holds.holding(
            seen,
            quote,
            () -> orders.get(seen.id()).version() == seen.version(),
            held -> {
              hold = held;
              return store.get();
            });
      } finally {
        hold = StockHold.NONE;
      }
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
  }
}
