package id.laris.customer.hold;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.balance.LockedBalances;
import id.laris.customer.code.CardCodes;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.HoldBalancesRequest;
import id.laris.pos.v1.HoldBalancesResponse;
import id.laris.pos.v1.HoldBalancesResponse.Held;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Holds gift cards, store credit and credit limits for all payments of an order that use one: all
 * of them, or nothing changes. What the order holds already and is named again stays held, even if
 * the card was frozen meanwhile; what is not named is given back.
 *
 * <p>Customers are locked first, then the order, then the balances in the order of their ids: so
 * two orders that use the same two cards cannot deadlock, and a merge waits.
 *
 * <p>Errors: NOT_FOUND (gift card); CUSTOMER_NOT_FOUND; INSUFFICIENT_BALANCE and
 * CREDIT_LIMIT_EXCEEDED (requested, available); CURRENCY_MISMATCH; ILLEGAL_STATE_TRANSITION where a
 * card cannot pay, or the attempt was given up; VERSION_CONFLICT where there is a newer one;
 * ALREADY_EXISTS where this attempt holds something else; RATE_LIMITED; MASTER_KEY_MISSING.
 */
@Component
public class HoldBalances {

  private final Holds holds;
  private final Ledger ledger;
  private final Customers customers;
  private final CardCodes codes;
  private final Writes writes;
  private final Clock clock;

  HoldBalances(
      Holds holds,
      Ledger ledger,
      Customers customers,
      CardCodes codes,
      Writes writes,
      Clock clock) {
    this.holds = holds;
    this.ledger = ledger;
    this.customers = customers;
    this.codes = codes;
    this.writes = writes;
    this.clock = clock;
  }

  public HoldBalancesResponse run(HoldBalancesRequest request) {
    Protos.currency("currency", request.getCurrency());
    check(request);
    return writes.once(request, HoldBalancesResponse.parser(), () -> hold(request));
  }

  private static void check(HoldBalancesRequest request) {
    Set<String> payments = new HashSet<>();
    for (int i = 0; i < request.getHoldsCount(); i++) {
      BalanceHold hold = request.getHolds(i);
      String field = "holds[%d].".formatted(i);
      if (!payments.add(hold.getPaymentId())) {
        throw Errors.invalid(
            field + "payment_id", "is the same id as another in the list: name each payment once");
      }
      boolean isCard = hold.getKind() == Kind.GIFT_CARD;
      if (isCard && hold.getGiftCardCode().isEmpty() == hold.getGiftCardId().isEmpty()) {
        throw Errors.invalid(field + "gift_card_id", "must be given, or else gift_card_code");
      }
      if (!isCard && hold.getCustomerId().isEmpty()) {
        throw Errors.invalid(field + "customer_id", "must be given for store credit and accounts");
      }
    }
  }

  private HoldBalancesResponse hold(HoldBalancesRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    Map<UUID, UUID> bearers = bearers(request);
    List<Hold> wanted = new ArrayList<>();
    for (BalanceHold hold : request.getHoldsList()) {
      wanted.add(
          new Hold(
              orderId,
              Ids.parse(hold.getPaymentId()),
              balanceId(hold, request.getCurrency(), bearers),
              hold.getAmount()));
    }
    HeldOrder order = holds.lock(orderId);
    boolean isNew = order.begin(request.getRevision());
    List<Hold> before = holds.of(List.of(orderId));
    LockedBalances balances =
        ledger.lock(Stream.concat(before.stream(), wanted.stream()).map(Hold::balanceId).toList());
    if (isNew) {
      replace(before, wanted, balances, request.getCurrency());
      request.getHoldsList().stream()
          .map(BalanceHold::getGiftCardCode)
          .filter(code -> !code.isEmpty())
          .forEach(codes::renew);
      holds.store(List.of(order));
      ledger.store(balances.all());
    } else if (!Set.copyOf(before).equals(Set.copyOf(wanted))) {
      throw Errors.alreadyExists("hold of the order", orderId);
    }
    return answer(wanted, balances);
  }

  /** Locks the customers whose credit or account is meant, and finds those who have it now. */
  private Map<UUID, UUID> bearers(HoldBalancesRequest request) {
    Map<UUID, UUID> bearers = new HashMap<>();
    request.getHoldsList().stream()
        .filter(hold -> hold.getKind() != Kind.GIFT_CARD)
        .map(hold -> Ids.parse(hold.getCustomerId()))
        .distinct()
        .sorted()
        .forEach(id -> bearers.put(id, customers.live(id).id()));
    return bearers;
  }

  private UUID balanceId(BalanceHold hold, String currency, Map<UUID, UUID> bearers) {
    if (hold.getKind() == Kind.GIFT_CARD) {
      return hold.getGiftCardCode().isEmpty()
          ? Ids.parse(hold.getGiftCardId())
          : codes.find(hold.getGiftCardCode());
    }
    UUID bearer = Objects.requireNonNull(bearers.get(Ids.parse(hold.getCustomerId())));
    return ledger
        .find(bearer, hold.getKind(), currency)
        .orElseThrow(() -> Balance.shortage(hold.getKind(), currency, hold.getAmount(), 0));
  }

  private void replace(
      List<Hold> before, List<Hold> wanted, LockedBalances balances, String currency) {
    Instant now = clock.instant();
    List<Hold> ended = before.stream().filter(hold -> !wanted.contains(hold)).toList();
    List<Hold> begun = wanted.stream().filter(hold -> !before.contains(hold)).toList();
    for (Hold hold : ended) {
      Objects.requireNonNull(balances.at(hold.balanceId())).release(hold.amount(), Cause.now(now));
    }
    Map<UUID, Hold> sameOf = before.stream().collect(toMap(Hold::paymentId, identity()));
    for (Hold hold : begun) {
      Balance balance = balances.at(hold.balanceId());
      if (balance == null) {
        throw Ledger.noCard(hold.balanceId());
      }
      Hold same = sameOf.get(hold.paymentId());
      if (same == null || !same.balanceId().equals(hold.balanceId())) {
        balance.requireUsable(currency, now);
      }
      balance.hold(hold.amount());
    }
    holds.delete(ended);
    holds.insert(begun);
  }

  private static HoldBalancesResponse answer(List<Hold> wanted, LockedBalances balances) {
    HoldBalancesResponse.Builder answer = HoldBalancesResponse.newBuilder();
    for (Hold hold : wanted) {
      Balance balance = Objects.requireNonNull(balances.at(hold.balanceId()));
      answer.addHolds(
          Held.newBuilder()
              .setPaymentId(hold.paymentId().toString())
              .setGiftCardId(balance.kind() == Kind.GIFT_CARD ? balance.id().toString() : "")
              .setLastFour(balance.card().lastFour())
              .setAvailable(Protos.money(balance.available(), balance.currency())));
    }
    return answer.build();
  }
}
