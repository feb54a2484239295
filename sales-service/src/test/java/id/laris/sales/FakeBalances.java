package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.HoldBalancesResponse.Held;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RefundBalanceRequest;
import id.laris.pos.v1.ReleaseBalancesRequest;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The gift cards, credits and accounts of {@link FakeCustomers} with what is held of them, by the
 * rules of their contract: an attempt replaces what an older one holds for the order, and is
 * refused where it is older itself or was given up before it came.
 */
final class FakeBalances {

  /** A gift card; its id is the name of its balance. */
  private record Card(String id, String lastFour, String currency, boolean active) {}

  /** An amount that is held of a balance. */
  record Hold(String balance, long amount) {}

  private static final class Attempts {
    private long last = -1;
    private long givenUp = -1;
    private Map<String, Hold> holds = new LinkedHashMap<>();
  }

  private final Map<String, Card> cards = new HashMap<>();
  private final Map<String, Long> balances = new HashMap<>();
  private final Map<String, Attempts> orders = new HashMap<>();
  private final Set<String> refunds = new HashSet<>();

  /** Issues a card with this code, and returns its id. */
  synchronized String issue(String code, long amount) {
    String id = UUID.randomUUID().toString();
    cards.put(code, new Card(id, code.substring(code.length() - 4), "IDR", true));
    balances.put(id, amount);
    return id;
  }

  synchronized void freeze(String code) {
    cards.computeIfPresent(
        code, (same, card) -> new Card(card.id, card.lastFour, card.currency, false));
  }

  /** Gives a customer store credit, or room on its account. */
  synchronized void grant(BalanceHold.Kind kind, String customerId, long amount) {
    balances.put(name(kind, customerId), amount);
  }

  synchronized long balance(String name) {
    return balances.getOrDefault(name, 0L);
  }

  static String name(BalanceHold.Kind kind, String customerId) {
    return kind + " " + customerId;
  }

  /** Returns what is held for the order, by payment. */
  synchronized Map<String, Hold> held(String orderId) {
    return Map.copyOf(attempts(orderId).holds);
  }

  /** Returns what is left of a balance beside all that is held. */
  synchronized long available(String balance) {
    return available(balance, "");
  }

  private long available(String balance, String exceptOrder) {
    long held =
        orders.entrySet().stream()
            .filter(order -> !order.getKey().equals(exceptOrder))
            .flatMap(order -> order.getValue().holds.values().stream())
            .filter(hold -> hold.balance.equals(balance))
            .mapToLong(Hold::amount)
            .sum();
    return balance(balance) - held;
  }

  private Attempts attempts(String orderId) {
    return orders.computeIfAbsent(orderId, id -> new Attempts());
  }

  synchronized List<Held> hold(HoldBalancesRequest request) {
    Attempts attempts = attempts(request.getOrderId());
    if (request.getRevision() < attempts.last) {
      throw FakeInventory.refusal(Code.ABORTED, Reason.VERSION_CONFLICT, Map.of());
    }
    if (request.getRevision() <= attempts.givenUp) {
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION, Reason.ILLEGAL_STATE_TRANSITION, Map.of());
    }
    Map<String, Hold> wanted = new LinkedHashMap<>();
    List<Held> answer = new ArrayList<>();
    for (int i = 0; i < request.getHoldsCount(); i++) {
      BalanceHold hold = request.getHolds(i);
      Card card = hold.getKind() == BalanceHold.Kind.GIFT_CARD ? card(hold, i) : null;
      String balance = card == null ? name(hold.getKind(), hold.getCustomerId()) : card.id;
      long left =
          available(balance, request.getOrderId())
              - wanted.values().stream()
                  .filter(other -> other.balance.equals(balance))
                  .mapToLong(Hold::amount)
                  .sum();
      if (left < hold.getAmount()) {
        throw FakeInventory.refusal(
            Code.FAILED_PRECONDITION,
            hold.getKind() == BalanceHold.Kind.ACCOUNT
                ? Reason.CREDIT_LIMIT_EXCEEDED
                : Reason.INSUFFICIENT_BALANCE,
            Map.of(
                "field", "holds[%d].amount".formatted(i),
                "requested", String.valueOf(hold.getAmount()),
                "available", String.valueOf(left)));
      }
      wanted.put(hold.getPaymentId(), new Hold(balance, hold.getAmount()));
      answer.add(
          Held.newBuilder()
              .setPaymentId(hold.getPaymentId())
              .setGiftCardId(card == null ? "" : card.id)
              .setLastFour(card == null ? "" : card.lastFour)
              .build());
    }
    attempts.last = request.getRevision();
    attempts.holds = wanted;
    return answer;
  }

  private Card card(BalanceHold hold, int index) {
    Card card =
        hold.getGiftCardId().isEmpty()
            ? cards.get(hold.getGiftCardCode())
            : cards.values().stream()
                .filter(any -> any.id.equals(hold.getGiftCardId()))
                .findFirst()
                .orElse(null);
    if (card == null) {
      throw FakeInventory.refusal(
          Code.NOT_FOUND,
          Reason.NOT_FOUND,
          Map.of("resource", "gift card", "field", "holds[%d].gift_card_code".formatted(index)));
    }
    if (!card.active) {
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION,
          Reason.ILLEGAL_STATE_TRANSITION,
          Map.of("resource", "gift card", "field", "holds[%d].gift_card_code".formatted(index)));
    }
    return card;
  }

  synchronized void release(ReleaseBalancesRequest request) {
    Attempts attempts = attempts(request.getOrderId());
    attempts.givenUp = Math.max(attempts.givenUp, request.getRevision());
    if (attempts.last <= request.getRevision()) {
      attempts.holds.keySet().retainAll(request.getKeptPaymentIdsList());
    }
  }

  /** Gives an amount back, once for each id of a refund. */
  synchronized long refund(RefundBalanceRequest request) {
    boolean byCard = request.getKind() == BalanceHold.Kind.GIFT_CARD;
    String balance =
        byCard ? request.getGiftCardId() : name(request.getKind(), request.getCustomerId());
    if (byCard && cards.values().stream().noneMatch(card -> card.id.equals(balance))) {
      throw FakeInventory.refusal(
          Code.NOT_FOUND, Reason.NOT_FOUND, Map.of("resource", "gift card"));
    }
    if (refunds.add(request.getRefundId())) {
      balances.merge(balance, request.getAmount(), Math::addExact);
    }
    return balance(balance);
  }

  /** Forgets a card, as if it had never been. */
  synchronized void lose(String code) {
    cards.remove(code);
  }

  /** Applies an event of an order: what is paid is taken, what is voided is given back. */
  synchronized void apply(String event, Order order) {
    Map<String, Hold> holds = attempts(order.getId()).holds;
    for (Payment payment : order.getPaymentsList()) {
      if (event.equals("OrderCompleted") && payment.getStatus() == Payment.Status.CAPTURED) {
        Hold hold = holds.remove(payment.getId());
        if (hold != null) {
          balances.merge(hold.balance, -hold.amount, Math::addExact);
        } else if (isOfBalance(payment)) {
          throw new AssertionError("paid without being held: " + payment);
        }
      }
      if (payment.getStatus() == Payment.Status.VOIDED) {
        holds.remove(payment.getId());
      }
    }
  }

  static boolean isOfBalance(Payment payment) {
    return switch (payment.getPaymentType()) {
      case GIFT_CARD, STORE_CREDIT, ON_ACCOUNT -> true;
      default -> false;
    };
  }
}
