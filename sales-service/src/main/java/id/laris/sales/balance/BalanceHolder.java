package id.laris.sales.balance;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.ReleaseBalancesRequest;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holder;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the amounts of an order's payments by gift card, store credit and account. customer-service
 * keeps them by payment; an attempt names all payments that the order then has. Once the order is
 * stored its events decide: completing it takes the amounts, voiding gives them back.
 */
@Component
public class BalanceHolder implements Holder<BalancesWanted> {

  private final RemoteService service;
  private final CustomerServiceBlockingStub customers;
  private final Orders orders;
  private final Reads reads;

  BalanceHolder(RemoteServices services, Orders orders, Reads reads) {
    this.service = services.named(Service.CUSTOMER);
    this.customers = CustomerServiceGrpc.newBlockingStub(service.ownChannel());
    this.orders = orders;
    this.reads = reads;
  }

  @Override
  public String name() {
    return "balances";
  }

  /**
   * Returns the balances that the order needs once these payments are added to those that it has;
   * nothing where none of the new ones is paid by a balance.
   */
  public List<Claim<?>> claims(Order order, List<PaymentRequest> added) {
    List<PaymentRequest> byBalance = added.stream().filter(PaymentRequest::isOfBalance).toList();
    if (byBalance.isEmpty()) {
      return List.of();
    }
    byBalance.forEach(order::requireCustomerFor);
    UUID customerId = order.customer().id();
    Map<String, String> paths = new HashMap<>();
    byBalance.forEach(payment -> paths.put(payment.id().toString(), payment.path()));
    List<BalanceHold> holds =
        Stream.concat(
                standing(order).stream().map(payment -> hold(payment, customerId)),
                byBalance.stream().map(payment -> hold(payment, customerId)))
            .toList();
    return List.of(new Claim<>(this, new BalancesWanted(order.currency(), holds, paths)));
  }

  private static List<OrderPayment> standing(Order order) {
    return order.payments().stream().filter(OrderPayment::isOfBalance).toList();
  }

  private static BalanceHold hold(OrderPayment payment, @Nullable UUID customerId) {
    return hold(payment.id(), payment.type(), payment.amount(), customerId)
        .setGiftCardId(Ids.text(payment.giftCardId()))
        .build();
  }

  private static BalanceHold hold(PaymentRequest payment, @Nullable UUID customerId) {
    return hold(payment.id(), payment.type(), payment.amount(), customerId)
        .setGiftCardCode(payment.giftCard().code())
        .setGiftCardId(Ids.text(payment.giftCard().id()))
        .build();
  }

  private static BalanceHold.Builder hold(
      UUID paymentId, Type type, long amount, @Nullable UUID customerId) {
    BalanceHold.Builder hold =
        BalanceHold.newBuilder()
            .setPaymentId(paymentId.toString())
            .setKind(kind(type))
            .setAmount(amount);
    return type == Type.GIFT_CARD ? hold : hold.setCustomerId(Ids.text(customerId));
  }

  private static Kind kind(Type type) {
    return switch (type) {
      case GIFT_CARD -> Kind.GIFT_CARD;
      case STORE_CREDIT -> Kind.STORE_CREDIT;
      case ON_ACCOUNT -> Kind.ACCOUNT;
      default -> throw new IllegalArgumentException("no balance pays by " + type);
    };
  }

  @Override
  public void take(HoldKey key, BalancesWanted wanted) {
    HoldBalancesRequest request =
        HoldBalancesRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setRevision(key.revision())
            .setCurrency(wanted.currency())
            .addAllHolds(wanted.holds())
            .build();
    try {
      wanted.answered(service.call(() -> customers.holdBalances(request)).getHoldsList());
    } catch (StatusRuntimeException e) {
      throw isOver(e) ? ConcurrentOrderChange.of(key.orderId()) : BalanceRefusal.of(e, wanted);
    }
  }

  /**
   * Returns whether the attempt was overtaken or given up. A card that is not ACTIVE is refused for
   * the same reason, and then the card is named.
   */
  private static boolean isOver(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(refusal, Reason.VERSION_CONFLICT)
        || (RemoteService.refusedFor(refusal, Reason.ILLEGAL_STATE_TRANSITION)
            && !BalanceRefusal.isOfCard(refusal));
  }

  @Override
  public void handOver(HoldKey key, BalancesWanted wanted, Order order) {
    for (OrderPayment payment : order.payments()) {
      Optional.ofNullable(wanted.held().get(payment.id().toString()))
          .filter(held -> !held.getGiftCardId().isEmpty())
          .ifPresent(held -> payment.payWith(Ids.parse(held.getGiftCardId()), held.getLastFour()));
    }
  }

  /** Keeps what is held for the payments that the order has, as it is stored now. */
  @Override
  public void release(HoldKey key) {
    List<String> kept =
        reads.run(
            () ->
                orders.find(key.orderId()).stream()
                    .flatMap(order -> standing(order).stream())
                    .map(payment -> payment.id().toString())
                    .toList());
    ReleaseBalancesRequest request =
        ReleaseBalancesRequest.newBuilder()
            .setOrderId(key.orderId().toString())
            .setRevision(key.revision())
            .addAllKeptPaymentIds(kept)
            .build();
    service.call(() -> customers.releaseBalances(request));
  }
}
