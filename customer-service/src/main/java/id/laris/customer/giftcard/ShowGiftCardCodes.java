package id.laris.customer.giftcard;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Ledger;
import id.laris.customer.code.CardCode;
import id.laris.customer.code.CardCodes;
import id.laris.pos.Service;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.ShowGiftCardCodesRequest;
import id.laris.pos.v1.ShowGiftCardCodesResponse;
import id.laris.pos.v1.ShowGiftCardCodesResponse.CardWithCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Shows the codes of the cards that an order has sold, each once: it draws a code for each card
 * that has none yet.
 *
 * <p>A till asks right after the sale. Where the event of the order has not come yet, sales is
 * asked for the order, and the cards are made from it.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where the order is not COMPLETED;
 * MASTER_KEY_MISSING; UNAVAILABLE where sales must be asked and is away.
 */
@Component
public class ShowGiftCardCodes {

  private final RemoteService service;
  private final SalesServiceBlockingStub sales;
  private final SoldCards soldCards;
  private final Ledger ledger;
  private final CardCodes codes;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Reads reads;

  ShowGiftCardCodes(
      RemoteServices services,
      SoldCards soldCards,
      Ledger ledger,
      CardCodes codes,
      JdbcClient jdbc,
      Writes writes,
      Reads reads) {
    this.service = services.named(Service.SALES);
    this.sales = SalesServiceGrpc.newBlockingStub(service.ownChannel());
    this.soldCards = soldCards;
    this.ledger = ledger;
    this.codes = codes;
    this.jdbc = jdbc;
    this.writes = writes;
    this.reads = reads;
  }

  public ShowGiftCardCodesResponse run(ShowGiftCardCodesRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    AtomicReference<@Nullable Order> asked = new AtomicReference<>();
    ShownCodes shown = new ShownCodes();
    ShowGiftCardCodesResponse answer =
        writes.onceAsked(
            request,
            ShowGiftCardCodesResponse.parser(),
            () -> {
              if (reads.run(() -> cardIds(orderId)).isEmpty()) {
                asked.set(completedOrder(orderId));
              }
            },
            () -> show(orderId, asked.get(), shown));
    ShowGiftCardCodesResponse.Builder withCodes = answer.toBuilder();
    withCodes
        .getCardsBuilderList()
        .forEach(card -> card.setCode(shown.of(card.getGiftCard().getId())));
    return withCodes.build();
  }

  private Order completedOrder(UUID orderId) {
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(orderId.toString()).build();
    Order order = service.call(() -> sales.getOrder(request)).getOrder();
    if (order.getStatus() != Order.Status.COMPLETED) {
      throw Errors.wrongState(
          "order", orderId, order.getStatus().name(), Order.Status.COMPLETED.name());
    }
    return order;
  }

  private ShowGiftCardCodesResponse show(UUID orderId, @Nullable Order order, ShownCodes shown) {
    if (order != null) {
      soldCards.make(List.of(order));
    }
    List<Balance> cards =
        ledger.lock(cardIds(orderId)).all().stream()
            .sorted(Comparator.comparing(Balance::id))
            .toList();
    Map<UUID, CardCode> drawn = new HashMap<>();
    for (Balance card : cards) {
      if (card.card().lastFour().isEmpty() && !card.card().hasEnded()) {
        CardCode code = codes.draw();
        card.takeCode(code.lastFour());
        drawn.put(card.id(), code);
      }
    }
    ledger.store(cards);
    codes.store(drawn);
    shown.afterCommit(drawn);
    return ShowGiftCardCodesResponse.newBuilder()
        .addAllCards(
            cards.stream()
                .map(card -> CardWithCode.newBuilder().setGiftCard(BalanceProtos.giftCard(card)))
                .map(CardWithCode.Builder::build)
                .toList())
        .build();
  }

  private List<UUID> cardIds(UUID orderId) {
    return jdbc.sql(
            "select id from customer.balance where tenant_id = ? and order_id = ? order by id")
        .params(Caller.current().tenantId(), orderId)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }
}
