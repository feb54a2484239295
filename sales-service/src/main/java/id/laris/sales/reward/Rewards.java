package id.laris.sales.reward;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetRewardRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Reward;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderReward;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks customer-service for rewards. It is a remote call with the service key, and never made
 * inside a transaction.
 */
@Component
public class Rewards {

  private final RemoteService service;
  private final CustomerServiceBlockingStub customers;
  private final Clock clock;

  Rewards(RemoteServices services, Clock clock) {
    this.service = services.named(Service.CUSTOMER);
    this.customers = CustomerServiceGrpc.newBlockingStub(service.ownChannel());
    this.clock = clock;
  }

  /**
   * Returns the discount that a reward is on an order in this currency.
   *
   * <p>Errors: NOT_FOUND; ITEM_INACTIVE of one that cannot be used now; CURRENCY_MISMATCH;
   * UNAVAILABLE.
   *
   * @param field the field of the request that names the reward
   */
  public OrderDiscount discount(UUID discountId, UUID rewardId, String currency, String field) {
    Reward reward = ask(rewardId, field);
    requireUsable(reward, field);
    if (reward.hasMinimumTotal()) {
      requireCurrency(reward.getMinimumTotal(), currency);
    }
    return OrderDiscount.reward(discountId, reward.getName(), toOrder(reward, currency));
  }

  private Reward ask(UUID id, String field) {
    GetRewardRequest request = GetRewardRequest.newBuilder().setRewardId(id.toString()).build();
    try {
      return service.call(() -> customers.getReward(request)).getReward();
    } catch (StatusRuntimeException e) {
      throw RemoteService.refusedFor(e, Reason.NOT_FOUND)
          ? with(
              Errors.invalid(
                  Reason.NOT_FOUND, field, "names no reward: choose one that ListRewards shows"),
              id)
          : RemoteService.withoutFields(e);
    }
  }

  private void requireUsable(Reward reward, String field) {
    Instant now = clock.instant();
    boolean usable =
        reward.getActive()
            && !reward.hasDeletedAt()
            && !(reward.hasStartsAt()
                && now.isBefore(Protos.instant("starts_at", reward.getStartsAt())))
            && !(reward.hasEndsAt()
                && !now.isBefore(Protos.instant("ends_at", reward.getEndsAt())));
    if (!usable) {
      throw with(
          Errors.invalid(
              Reason.ITEM_INACTIVE,
              field,
              "names the reward %s, which cannot be used now: leave it out"
                  .formatted(reward.getName())),
          Ids.parse(reward.getId()));
    }
  }

  private static PosException with(PosException refusal, UUID rewardId) {
    return refusal.with("resource", "reward").with("id", rewardId);
  }

  private static OrderReward toOrder(Reward reward, String currency) {
    boolean isPercent = reward.hasPercentOff();
    boolean isCapped = isPercent && reward.getPercentOff().hasMaxAmount();
    return new OrderReward(
        Ids.parse(reward.getId()),
        reward.getPoints(),
        reward.hasAmountOff() ? amount(reward.getAmountOff(), currency) : null,
        isPercent ? reward.getPercentOff().getPercentPpm() : null,
        isCapped ? amount(reward.getPercentOff().getMaxAmount(), currency) : null,
        reward.getMinimumTotal().getAmount(),
        Ids.parseAll(reward.getFreeItem().getProductIdsList()),
        Ids.parseAll(reward.getFreeItem().getCategoryIdsList()));
  }

  private static Long amount(Money money, String currency) {
    requireCurrency(money, currency);
    return money.getAmount();
  }

  private static void requireCurrency(Money money, String currency) {
    if (!money.getCurrency().equals(currency)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The reward has an amount in %s, but the order is in %s: choose another reward."
                  .formatted(money.getCurrency(), currency))
          .with("expected", currency)
          .with("actual", money.getCurrency());
    }
  }
}
