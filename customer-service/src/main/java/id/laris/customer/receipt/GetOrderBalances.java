package id.laris.customer.receipt;

import static id.laris.common.grpc.Protos.money;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.BalanceQueries;
import id.laris.customer.loyalty.PointsOfOrder;
import id.laris.customer.profile.Bearers;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GetOrderBalancesRequest;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentBalance;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Says for the receipt of an order what became of points, and what is left of the balances that
 * paid. A balance is right before and after the completion is booked, because what is held until
 * then is not counted.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class GetOrderBalances {

  private final Bearers bearers;
  private final PointsOfOrder points;
  private final BalanceQueries balances;
  private final Reads reads;

  GetOrderBalances(Bearers bearers, PointsOfOrder points, BalanceQueries balances, Reads reads) {
    this.bearers = bearers;
    this.points = points;
    this.balances = balances;
    this.reads = reads;
  }

  public GetOrderBalancesResponse run(GetOrderBalancesRequest request) {
    return reads.run(() -> answer(request.getOrder()));
  }

  private GetOrderBalancesResponse answer(Order order) {
    GetOrderBalancesResponse.Builder answer = GetOrderBalancesResponse.newBuilder();
    Optional<UUID> customer =
        Optional.of(order.getCustomerId())
            .filter(id -> !id.isEmpty())
            .map(id -> bearers.of(Ids.parse("order.customer_id", id)));
    customer.flatMap(bearer -> points.of(order, bearer)).ifPresent(answer::setPoints);
    List<Payment> paid =
        order.getPaymentsList().stream()
            .filter(payment -> payment.getStatus() == Payment.Status.CAPTURED)
            .filter(BalanceProtos::isOfBalance)
            .toList();
    if (!paid.isEmpty()) {
      List<Balance> known = balances.ofPayments(paid, customer.orElse(null), order.getCurrency());
      for (Payment payment : paid) {
        known.stream()
            .filter(balance -> pays(balance, payment))
            .map(balance -> left(balance, payment))
            .forEach(answer::addBalances);
      }
    }
    return answer.build();
  }

  private static boolean pays(Balance balance, Payment payment) {
    return balance.kind() == BalanceProtos.kindOf(payment.getPaymentType())
        && (balance.kind() != Kind.GIFT_CARD
            || balance.id().toString().equals(payment.getGiftCardId()));
  }

  private static PaymentBalance left(Balance balance, Payment payment) {
    return PaymentBalance.newBuilder()
        .setPaymentId(payment.getId())
        .setLastFour(balance.card().lastFour())
        .setAvailable(money(balance.available(), balance.currency()))
        .build();
  }
}
