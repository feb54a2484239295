package id.laris.torture.load;

import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.ShowGiftCardCodesRequest;
import id.laris.pos.v1.ShowGiftCardCodesResponse;

/** The gift cards that a sale sold, which the till prints. */
final class SoldCards {

  private SoldCards() {}

  /** Asks for the codes of the cards, if the sale is complete and sold any. */
  static void print(RetryingClient client, Clientele clientele, SaleInProgress sale) {
    if (!sale.isCompleted()
        || sale.order().getItemsList().stream().noneMatch(OrderItem::getGiftCard)) {
      return;
    }
    Answer<ShowGiftCardCodesResponse> answer =
        client.call(
            CustomerServiceGrpc.getShowGiftCardCodesMethod(),
            ShowGiftCardCodesRequest.newBuilder().setOrderId(sale.order().getId()).build(),
            client.random().uuid().toString());
    if (answer.done()) {
      answer.get().getCardsList().forEach(card -> clientele.addCard(card.getGiftCard().getId()));
    }
  }
}
