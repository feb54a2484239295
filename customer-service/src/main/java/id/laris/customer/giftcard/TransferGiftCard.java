package id.laris.customer.giftcard;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.balance.LockedBalances;
import id.laris.pos.v1.TransferGiftCardRequest;
import id.laris.pos.v1.TransferGiftCardResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Moves all that is available on a gift card to another one. Where nothing is available nothing
 * changes, so repeating it does no harm.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where one of them cannot pay; CURRENCY_MISMATCH;
 * VALIDATION_FAILED for twice the same card.
 */
@Component
public class TransferGiftCard {

  private final Ledger ledger;
  private final Writes writes;
  private final Clock clock;

  TransferGiftCard(Ledger ledger, Writes writes, Clock clock) {
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  public TransferGiftCardResponse run(TransferGiftCardRequest request) {
    UUID fromId = Ids.parse(request.getFromGiftCardId());
    UUID intoId = Ids.parse(request.getIntoGiftCardId());
    if (fromId.equals(intoId)) {
      throw Errors.invalid("into_gift_card_id", "must be another card than from_gift_card_id");
    }
    return writes.once(request, TransferGiftCardResponse.parser(), () -> transfer(fromId, intoId));
  }

  private TransferGiftCardResponse transfer(UUID fromId, UUID intoId) {
    Instant now = clock.instant();
    LockedBalances locked = ledger.lock(List.of(fromId, intoId));
    Balance from = Ledger.card(locked, fromId);
    Balance into = Ledger.card(locked, intoId);
    from.requireUsable(into.currency(), now);
    into.requireUsable(from.currency(), now);
    from.transferTo(into, Cause.now(now));
    ledger.store(List.of(from, into));
    return TransferGiftCardResponse.newBuilder()
        .setFrom(BalanceProtos.giftCard(from))
        .setInto(BalanceProtos.giftCard(into))
        .build();
  }
}
