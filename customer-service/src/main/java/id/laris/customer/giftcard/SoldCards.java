package id.laris.customer.giftcard;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.Card;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.order.OrderFollower;
import id.laris.customer.profile.Bearers;
import id.laris.pos.v1.BalanceEntry.Kind;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the gift cards that completed orders have sold: one card for each piece, worth the price of
 * a piece. The id of a card follows from its line and piece, so each is made once, whoever comes
 * first: the event, or the till that asks for the codes.
 */
@Component
class SoldCards implements OrderFollower {

  /** Nobody prints more at once; a quantity that was mistyped must not fill the database. */
  private static final int MOST_OF_AN_ORDER = 1_000;

  private static final Logger log = LoggerFactory.getLogger(SoldCards.class);

  private final Ledger ledger;
  private final Bearers bearers;
  private final Clock clock;

  SoldCards(Ledger ledger, Bearers bearers, Clock clock) {
    this.ledger = ledger;
    this.bearers = bearers;
    this.clock = clock;
  }

  @Override
  public void follow(List<Event> events) {
    List<Order> completed = new ArrayList<>();
    for (Event event : events) {
      if (ORDER_COMPLETED.matches(event)) {
        Order order = ORDER_COMPLETED.payloadOf(event);
        if (order.getItemsList().stream().anyMatch(OrderItem::getGiftCard)) {
          completed.add(order);
        }
      }
    }
    make(completed);
  }

  /** Makes the cards of completed orders, in the current transaction. */
  void make(List<Order> orders) {
    Map<UUID, UUID> owners =
        bearers.keep(
            orders.stream()
                .flatMap(order -> Uuids.parse(order.getCustomerId()).stream())
                .distinct()
                .toList());
    Map<UUID, Balance> cards = new HashMap<>();
    Map<UUID, Cause> causes = new HashMap<>();
    Cause now = Cause.now(clock.instant());
    for (Order order : orders) {
      UUID orderId = UUID.fromString(order.getId());
      Instant soldAt =
          order.hasCompletedAt()
              ? Protos.instant("completed_at", order.getCompletedAt())
              : now.recordedAt();
      UUID owner = Uuids.parse(order.getCustomerId()).map(owners::get).orElse(null);
      cards(order)
          .forEach(
              (id, amount) -> {
                Card card = new Card(Status.ACTIVE, "", orderId, amount, null, "", "");
                cards.put(id, Balance.newCard(id, owner, order.getCurrency(), card));
                causes.put(id, now.ofOrder(orderId, null, soldAt));
              });
    }
    if (!cards.isEmpty()) {
      List<Balance> made = ledger.insert(List.copyOf(cards.values()));
      for (Balance card : made) {
        Cause cause = causes.getOrDefault(card.id(), now);
        card.give(Kind.ISSUE, card.card().issued(), cause);
      }
      ledger.store(made);
    }
  }

  /** The amount of each card that the order has sold, by the card's id. */
  private static Map<UUID, Long> cards(Order order) {
    Map<UUID, Long> amounts = new HashMap<>();
    for (OrderItem item : order.getItemsList()) {
      long amount = item.getUnitPrice().getAmount();
      if (!item.getGiftCard() || amount <= 0) {
        continue;
      }
      long pieces = item.getQuantity();
      for (int decimal = 0; decimal < item.getUnitDecimals(); decimal++) {
        pieces /= 10;
      }
      for (int piece = 1; piece <= pieces; piece++) {
        if (amounts.size() == MOST_OF_AN_ORDER) {
          log.warn(
              "order {} sold more than {} gift cards; the rest is not made",
              order.getId(),
              MOST_OF_AN_ORDER);
          return amounts;
        }
        amounts.put(cardId(item.getId(), piece), amount);
      }
    }
    return amounts;
  }

  private static UUID cardId(String itemId, int piece) {
    return UUID.nameUUIDFromBytes("gift card %s:%d".formatted(itemId, piece).getBytes(US_ASCII));
  }
}
