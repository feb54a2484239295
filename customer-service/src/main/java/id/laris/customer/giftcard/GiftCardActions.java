package id.laris.customer.giftcard;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.pos.v1.CancelGiftCardRequest;
import id.laris.pos.v1.CancelGiftCardResponse;
import id.laris.pos.v1.FreezeGiftCardRequest;
import id.laris.pos.v1.FreezeGiftCardResponse;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.UnfreezeGiftCardRequest;
import id.laris.pos.v1.UnfreezeGiftCardResponse;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The changes of a gift card's status by hand. Repeating one changes nothing, and what is held for
 * a payment stays in any case.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION from EXPIRED and CANCELLED.
 */
@Component
public class GiftCardActions {

  private final Ledger ledger;
  private final Writes writes;
  private final Clock clock;

  GiftCardActions(Ledger ledger, Writes writes, Clock clock) {
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  public FreezeGiftCardResponse freeze(FreezeGiftCardRequest request) {
    return writes.once(
        request,
        FreezeGiftCardResponse.parser(),
        () ->
            FreezeGiftCardResponse.newBuilder()
                .setGiftCard(
                    change(request.getGiftCardId(), card -> card.freeze(request.getReason())))
                .build());
  }

  public UnfreezeGiftCardResponse unfreeze(UnfreezeGiftCardRequest request) {
    return writes.once(
        request,
        UnfreezeGiftCardResponse.parser(),
        () ->
            UnfreezeGiftCardResponse.newBuilder()
                .setGiftCard(change(request.getGiftCardId(), Balance::unfreeze))
                .build());
  }

  /** The available amount is taken away now, and the held amount when it is given back. */
  public CancelGiftCardResponse cancel(CancelGiftCardRequest request) {
    return writes.once(
        request,
        CancelGiftCardResponse.parser(),
        () ->
            CancelGiftCardResponse.newBuilder()
                .setGiftCard(
                    change(
                        request.getGiftCardId(),
                        card -> card.cancel(request.getReason(), Cause.now(clock.instant()))))
                .build());
  }

  private GiftCard change(String id, Consumer<Balance> change) {
    Balance card = ledger.lockCard(Ids.parse(id));
    change.accept(card);
    ledger.store(card);
    return BalanceProtos.giftCard(card);
  }
}
