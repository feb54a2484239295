package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.ApplyRewardRequest;
import id.laris.pos.v1.ApplyRewardResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.quote.RewardDiscounts;
import id.laris.sales.reward.Rewards;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives the customer of a DRAFT a reward, as a discount without a limit, and prices the order
 * again. Its points are held when the order is finalized.
 *
 * <p>Errors: NOT_FOUND; VALIDATION_FAILED without a customer; ITEM_INACTIVE of a reward that cannot
 * be used now or takes nothing off; CURRENCY_MISMATCH; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT; ALREADY_EXISTS where the discount's id is taken by another.
 */
@Component
public class ApplyReward {

  private static final String REWARD = "reward_id";

  private final Drafts drafts;
  private final Rewards rewards;
  private final Writes writes;

  ApplyReward(Drafts drafts, Rewards rewards, Writes writes) {
    this.drafts = drafts;
    this.rewards = rewards;
    this.writes = writes;
  }

  public ApplyRewardResponse run(ApplyRewardRequest request) {
    UUID discountId = Ids.orNext(request.getId());
    return drafts.attempt(
        request,
        ApplyRewardResponse.parser(),
        Ids.parse(request.getOrderId()),
        () -> attempt(request, discountId));
  }

  private ApplyRewardResponse attempt(ApplyRewardRequest request, UUID discountId) {
    QuotedDraft draft =
        drafts.quote(Ids.parse(request.getOrderId()), order -> apply(order, request, discountId));
    return writes.once(
        request,
        ApplyRewardResponse.parser(),
        () -> {
          Order order = draft.order();
          if (draft.isChanged()) {
            RewardDiscounts.requireUseful(order.discount(discountId), REWARD);
            drafts.store(draft, request);
          }
          return ApplyRewardResponse.newBuilder()
              .setOrder(OrderProtos.toProto(order))
              .setDiscount(OrderProtos.toProto(order.discount(discountId), order.currency()))
              .build();
        });
  }

  /** The reward is not asked for where it was applied before: it may be gone by now. */
  private boolean apply(Order order, ApplyRewardRequest request, UUID discountId) {
    UUID rewardId = Ids.parse(request.getRewardId());
    boolean applied = order.hasDiscount(discountId);
    order.requireVersion(applied, request.hasVersion(), request.getVersion());
    if (applied && order.discount(discountId).isReward(rewardId)) {
      return false;
    }
    if (applied) {
      throw Errors.alreadyExists("discount", discountId);
    }
    order.requireRoomForReward();
    return order.addDiscount(rewards.discount(discountId, rewardId, order.currency(), REWARD));
  }
}
