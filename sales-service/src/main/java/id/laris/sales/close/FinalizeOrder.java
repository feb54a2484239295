package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.draft.Drafts;
import id.laris.sales.draft.QuotedDraft;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.promotion.PromotionHolder;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.quote.ItemNames;
import id.laris.sales.quote.Problems;
import id.laris.sales.quote.RewardDiscounts;
import id.laris.sales.reward.RewardHolder;
import id.laris.sales.stock.StockHolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * DRAFT to OPEN: names, prices, modifiers, taxes and discounts are fixed as the catalog has them
 * now, and never change again. The stock of an order at a location is reserved: it becomes OPEN
 * with its stock, or not at all. So are the points of its rewards and the uses of its promotions; a
 * promotion that others use up meanwhile does not apply any more, and the answer says so.
 *
 * <p>Repeating it on an OPEN order returns that order unchanged.
 *
 * <p>Errors: NOT_FOUND; ORDER_EMPTY; ITEM_INACTIVE, PRICE_NOT_SET, MODIFIER_SELECTION_INVALID with
 * every offender listed; INSUFFICIENT_STOCK with every variant that is short; LOCATION_NOT_FOUND;
 * INSUFFICIENT_POINTS, ITEM_INACTIVE of a reward; DISCOUNT_TOO_HIGH; ILLEGAL_STATE_TRANSITION from
 * COMPLETED; ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class FinalizeOrder {

  private final Drafts drafts;
  private final StockHolder stock;
  private final RewardHolder rewards;
  private final PromotionHolder promotions;
  private final OrderHolds holds;
  private final OrderEvents events;
  private final Writes writes;
  private final Clock clock;

  FinalizeOrder(
      Drafts drafts,
      StockHolder stock,
      RewardHolder rewards,
      PromotionHolder promotions,
      OrderHolds holds,
      OrderEvents events,
      Writes writes,
      Clock clock) {
    this.drafts = drafts;
    this.stock = stock;
    this.rewards = rewards;
    this.promotions = promotions;
    this.holds = holds;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public FinalizeOrderResponse run(FinalizeOrderRequest request) {
    return drafts.attempt(
        request,
        FinalizeOrderResponse.parser(),
        Ids.parse(request.getOrderId()),
        () -> attempt(request));
  }

  private FinalizeOrderResponse attempt(FinalizeOrderRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    QuotedDraft draft = drafts.quote(orderId, order -> finalizePrices(order, request));
    Problems.refuse(draft.quote().problems(), ItemNames.STORED);
    // A repeated call must not replace what the order holds since it became OPEN.
    List<Claim<?>> claims = draft.isChanged() ? claims(draft) : List.of();
    try (Holds held = holds.begin(orderId, claims, () -> drafts.isAsRead(draft))) {
      held.take();
      return writes.once(
          request,
          FinalizeOrderResponse.parser(),
          () -> {
            Order order = draft.order();
            if (draft.isChanged()) {
              held.handOver(order);
              DiscountLimit.check(order, draft.setting());
              order.rewards().forEach(reward -> RewardDiscounts.requireUseful(reward, "order_id"));
              drafts.store(draft);
              events.finalized(order);
            }
            return FinalizeOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
          });
    }
  }

  private List<Claim<?>> claims(QuotedDraft draft) {
    List<Claim<?>> claims = new ArrayList<>(rewards.claims(draft.order()));
    claims.addAll(promotions.claims(draft.order(), draft.setting(), draft.quote().at()));
    claims.addAll(stock.claims(draft.order(), draft.quote().items(), ItemNames.STORED));
    return claims;
  }

  private boolean finalizePrices(Order order, FinalizeOrderRequest request) {
    order.requireVersion(order.status() == Status.OPEN, request.hasVersion(), request.getVersion());
    return order.finalizePrices(clock.instant());
  }
}
