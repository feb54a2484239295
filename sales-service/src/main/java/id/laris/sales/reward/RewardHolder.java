package id.laris.sales.reward;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.ReleaseRewardRequest;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holder;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderReward;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds the points of an order's rewards, by a reservation that customer-service keeps under the
 * order's id. It lasts until the order is completed, reopened or voided, which customer-service
 * hears by the events.
 */
@Component
public class RewardHolder implements Holder<RewardsWanted> {

  private final RemoteService service;
  private final CustomerServiceBlockingStub customers;

  RewardHolder(RemoteServices services) {
    this.service = services.named(Service.CUSTOMER);
    this.customers = CustomerServiceGrpc.newBlockingStub(service.ownChannel());
  }

  @Override
  public String name() {
    return "rewards";
  }

  /** Returns the points that the rewards of an order cost; nothing without rewards. */
  public List<Claim<?>> claims(Order order) {
    List<UUID> rewardIds =
        order.rewards().stream()
            .map(OrderDiscount::reward)
            .filter(Objects::nonNull)
            .map(OrderReward::id)
            .toList();
    UUID customerId = order.customer().id();
    return rewardIds.isEmpty() || customerId == null
        ? List.of()
        : List.of(new Claim<>(this, new RewardsWanted(customerId, rewardIds)));
  }

  @Override
  public void take(HoldKey key, RewardsWanted wanted) {
    ReserveRewardRequest request =
        ReserveRewardRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setCustomerId(wanted.customerId().toString())
            .addAllRewardIds(Ids.texts(wanted.rewardIds()))
            .setRevision(key.revision())
            .build();
    try {
      service.call(() -> customers.reserveReward(request));
    } catch (StatusRuntimeException e) {
      throw isOver(e) ? ConcurrentOrderChange.of(key.orderId()) : RemoteService.withoutFields(e);
    }
  }

  /** Returns whether the reservation of this revision is over, or overtaken. */
  private static boolean isOver(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(
        refusal, Reason.VERSION_CONFLICT, Reason.ILLEGAL_STATE_TRANSITION, Reason.ALREADY_EXISTS);
  }

  @Override
  public void handOver(HoldKey key, RewardsWanted wanted, Order order) {
    order.holdRewards(key.revision());
  }

  @Override
  public void release(HoldKey key) {
    ReleaseRewardRequest request =
        ReleaseRewardRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setRevision(key.revision())
            .build();
    try {
      service.call(() -> customers.releaseReward(request));
    } catch (StatusRuntimeException e) {
      // A newer attempt has spent them meanwhile: this attempt holds nothing.
      if (!RemoteService.refusedFor(e, Reason.ILLEGAL_STATE_TRANSITION)) {
        throw e;
      }
    }
  }
}
