package id.laris.customer.hold;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.RefundBalanceRequest;
import id.laris.pos.v1.RefundBalanceResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives an amount back for goods that were returned: to the card that paid, to the account, or as
 * store credit. The id of the refund is that of its entry, so that it is given once however often
 * sales asks. Only services may ask: nobody else knows that goods came back. A card that has ended
 * would lose the amount, so it gets none.
 *
 * <p>Errors: NOT_FOUND (gift card); CUSTOMER_NOT_FOUND; CURRENCY_MISMATCH; ILLEGAL_STATE_TRANSITION
 * of a card that has ended; ALREADY_EXISTS where the id was that of another entry.
 */
@Component
public class RefundBalance {

  private final Ledger ledger;
  private final Customers customers;
  private final Writes writes;
  private final Clock clock;

  RefundBalance(Ledger ledger, Customers customers, Writes writes, Clock clock) {
    this.ledger = ledger;
    this.customers = customers;
    this.writes = writes;
    this.clock = clock;
  }

  public RefundBalanceResponse run(RefundBalanceRequest request) {
    return writes.run(() -> refund(request));
  }

  private RefundBalanceResponse refund(RefundBalanceRequest request) {
    Balance balance = locked(request);
    Instant now = clock.instant();
    Cause cause =
        Cause.now(now)
            .ofOrder(Ids.parse(request.getOrderId()), null, now)
            .because(request.getReason());
    balance.requireCurrency(request.getCurrency());
    ledger.once(
        request.getRefundId(), balance, BalanceEntry.Kind.REFUND, request.getAmount(), cause);
    return RefundBalanceResponse.newBuilder()
        .setBalance(Protos.money(balance.amount(), balance.currency()))
        .build();
  }

  private Balance locked(RefundBalanceRequest request) {
    boolean isCard = request.getKind() == Kind.GIFT_CARD;
    String field = isCard ? "gift_card_id" : "customer_id";
    String id = isCard ? request.getGiftCardId() : request.getCustomerId();
    if (id.isEmpty()) {
      throw Errors.invalid(field, "is required for " + request.getKind());
    }
    if (isCard) {
      return ledger.lockCard(Ids.parse(id));
    }
    UUID customerId = customers.bearer(Ids.parse(id)).id();
    return ledger.lockOrBegin(customerId, request.getKind(), request.getCurrency());
  }
}
