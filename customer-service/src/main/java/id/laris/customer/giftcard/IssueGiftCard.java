package id.laris.customer.giftcard;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Card;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.code.CardCode;
import id.laris.customer.code.CardCodes;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceEntry.Kind;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Issues a gift card by hand: it is ACTIVE at once, and its code is in the answer to the first call
 * only.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; MASTER_KEY_MISSING; ALREADY_EXISTS where the id was that of
 * another card; VALIDATION_FAILED where it would have expired already.
 */
@Component
public class IssueGiftCard {

  private final Ledger ledger;
  private final CardCodes codes;
  private final Customers customers;
  private final DefaultCurrency defaultCurrency;
  private final Writes writes;
  private final Clock clock;

  IssueGiftCard(
      Ledger ledger,
      CardCodes codes,
      Customers customers,
      DefaultCurrency defaultCurrency,
      Writes writes,
      Clock clock) {
    this.ledger = ledger;
    this.codes = codes;
    this.customers = customers;
    this.defaultCurrency = defaultCurrency;
    this.writes = writes;
    this.clock = clock;
  }

  public IssueGiftCardResponse run(IssueGiftCardRequest request) {
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    ShownCodes shown = new ShownCodes();
    IssueGiftCardResponse answer =
        writes.once(
            request,
            IssueGiftCardResponse.parser(),
            () ->
                IssueGiftCardResponse.newBuilder()
                    .setGiftCard(issue(request, currency, shown))
                    .build());
    return answer.toBuilder().setCode(shown.of(answer.getGiftCard().getId())).build();
  }

  private GiftCard issue(IssueGiftCardRequest request, String currency, ShownCodes shown) {
    Instant now = clock.instant();
    UUID customerId = Ids.parseOrNull(request.getCustomerId());
    UUID owner = customerId == null ? null : customers.live(customerId).id();
    Card card = card(request);
    Balance wanted = Balance.newCard(Ids.orNext(request.getId()), owner, currency, card);
    if (ledger.insert(List.of(wanted)).isEmpty()) {
      return sameOrRefused(wanted);
    }
    requireFuture(card.expiresAt(), now);
    CardCode code = codes.draw();
    wanted.takeCode(code.lastFour());
    wanted.give(Kind.ISSUE, request.getAmount(), Cause.now(now));
    ledger.store(wanted);
    Map<UUID, CardCode> drawn = Map.of(wanted.id(), code);
    codes.store(drawn);
    shown.afterCommit(drawn);
    return BalanceProtos.giftCard(wanted);
  }

  private static Card card(IssueGiftCardRequest request) {
    Instant expiresAt =
        request.hasExpiresAt() ? Protos.instant("expires_at", request.getExpiresAt()) : null;
    return new Card(
        Status.ACTIVE, "", null, request.getAmount(), expiresAt, request.getNotes(), "");
  }

  private static void requireFuture(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw Errors.invalid(
          "expires_at", "must be in the future: the time is now %s".formatted(now));
    }
  }

  /** The card that was issued before under the id that the client made. */
  private GiftCard sameOrRefused(Balance wanted) {
    GiftCard stored = BalanceProtos.giftCard(ledger.lockCard(wanted.id()));
    if (!content(stored).equals(content(BalanceProtos.giftCard(wanted)))) {
      throw Errors.alreadyExists("gift card", wanted.id());
    }
    return stored;
  }

  /** The choices of the client for a card. */
  private static GiftCard content(GiftCard card) {
    GiftCard.Builder content =
        GiftCard.newBuilder()
            .setIssued(card.getIssued())
            .setCustomerId(card.getCustomerId())
            .setOrderId(card.getOrderId())
            .setNotes(card.getNotes());
    if (card.hasExpiresAt()) {
      content.setExpiresAt(card.getExpiresAt());
    }
    return content.build();
  }
}
