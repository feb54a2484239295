package id.laris.customer.reward;

import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.ListRewardsRequest;
import id.laris.pos.v1.Reward.FreeItem;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rewards as a resource. */
@Configuration(proxyBeanMethods = false)
class RewardResource {

  @Bean
  Resource<Reward, id.laris.pos.v1.Reward> rewardResource(Resources resources, Rewards rewards) {
    return resources
        .of("reward", rewards, CustomerEvents.REWARD)
        .fresh(Reward::new)
        .defaults(id.laris.pos.v1.Reward.newBuilder().setActive(true).build())
        .content(Reward::toProto)
        .updatable(
            "name",
            "description",
            "points",
            "amount_off",
            "percent_off",
            "free_item",
            "minimum_total",
            "active",
            "starts_at",
            "ends_at")
        .filled("name")
        .filter(ListRewardsRequest.class, RewardResource::filter)
        .apply(
            change -> {
              check(change);
              change.row().take(change.after());
            })
        .build();
  }

  private static void check(Change<Reward, id.laris.pos.v1.Reward> change) {
    id.laris.pos.v1.Reward wanted = change.after();
    if (wanted.getPoints() <= 0) {
      throw Errors.invalid(change.field("points"), "must be more than 0");
    }
    if (wanted.hasAmountOff()) {
      Protos.money(change.field("amount_off"), wanted.getAmountOff(), 1, Protos.MAX_AMOUNT);
    }
    if (wanted.getPercentOff().hasMaxAmount()) {
      Protos.money(
          change.field("percent_off.max_amount"),
          wanted.getPercentOff().getMaxAmount(),
          1,
          Protos.MAX_AMOUNT);
    }
    if (wanted.hasFreeItem() && isEmpty(wanted.getFreeItem())) {
      throw Errors.invalid(change.field("free_item"), "must name a product or a category");
    }
    if (wanted.hasMinimumTotal()) {
      Protos.money(change.field("minimum_total"), wanted.getMinimumTotal(), 0, Protos.MAX_AMOUNT);
      requireSameCurrency(change.field("minimum_total"), wanted);
    }
    checkTimes(change);
  }

  /** No order could get a reward with amounts in two currencies. */
  private static void requireSameCurrency(String field, id.laris.pos.v1.Reward wanted) {
    String currency = wanted.getMinimumTotal().getCurrency();
    boolean differs =
        (wanted.hasAmountOff() && !wanted.getAmountOff().getCurrency().equals(currency))
            || (wanted.getPercentOff().hasMaxAmount()
                && !wanted.getPercentOff().getMaxAmount().getCurrency().equals(currency));
    if (differs) {
      throw Errors.invalid(field, "must be in the currency of the reward's other amount");
    }
  }

  private static boolean isEmpty(FreeItem freeItem) {
    return freeItem.getProductIdsCount() + freeItem.getCategoryIdsCount() == 0;
  }

  private static void checkTimes(Change<Reward, id.laris.pos.v1.Reward> change) {
    id.laris.pos.v1.Reward wanted = change.after();
    Instant startsAt =
        wanted.hasStartsAt()
            ? Protos.instant(change.field("starts_at"), wanted.getStartsAt())
            : Instant.MIN;
    if (wanted.hasEndsAt()
        && !Protos.instant(change.field("ends_at"), wanted.getEndsAt()).isAfter(startsAt)) {
      throw Errors.invalid(change.field("ends_at"), "must be later than starts_at");
    }
  }

  private static Filter<Reward> filter(ListRewardsRequest request) {
    Filter<Reward> filter =
        Filter.<Reward>all().equal("active", request.hasActive() ? request.getActive() : null);
    if (request.hasMaxPoints()) {
      filter.and(
          (row, cb) -> cb.lessThanOrEqualTo(row.<Long>get("points"), request.getMaxPoints()));
    }
    return filter;
  }
}
