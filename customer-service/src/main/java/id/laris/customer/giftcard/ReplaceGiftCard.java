package id.laris.customer.giftcard;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Ledger;
import id.laris.customer.code.CardCode;
import id.laris.customer.code.CardCodes;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.ReplaceGiftCardRequest;
import id.laris.pos.v1.ReplaceGiftCardResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives a gift card that was lost a new code; the code before is dead. The card stays as it is,
 * with its balance, what is held for payments, and its status.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION from EXPIRED and CANCELLED; MASTER_KEY_MISSING.
 */
@Component
public class ReplaceGiftCard {

  private final Ledger ledger;
  private final CardCodes codes;
  private final Writes writes;

  ReplaceGiftCard(Ledger ledger, CardCodes codes, Writes writes) {
    this.ledger = ledger;
    this.codes = codes;
    this.writes = writes;
  }

  public ReplaceGiftCardResponse run(ReplaceGiftCardRequest request) {
    ShownCodes shown = new ShownCodes();
    ReplaceGiftCardResponse answer =
        writes.once(
            request,
            ReplaceGiftCardResponse.parser(),
            () ->
                ReplaceGiftCardResponse.newBuilder()
                    .setGiftCard(replace(Ids.parse(request.getGiftCardId()), shown))
                    .build());
    return answer.toBuilder().setCode(shown.of(answer.getGiftCard().getId())).build();
  }

  private GiftCard replace(UUID id, ShownCodes shown) {
    Balance card = ledger.lockCard(id);
    CardCode code = codes.draw();
    card.takeCode(code.lastFour());
    ledger.store(card);
    Map<UUID, CardCode> drawn = Map.of(id, code);
    codes.store(drawn);
    shown.afterCommit(drawn);
    return BalanceProtos.giftCard(card);
  }
}
