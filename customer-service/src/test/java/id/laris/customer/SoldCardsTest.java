package id.laris.customer;

import static id.laris.customer.Purse.CURRENCY;
import static id.laris.customer.Purse.newOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.ListGiftCardsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.ShowGiftCardCodesRequest;
import id.laris.pos.v1.ShowGiftCardCodesResponse.CardWithCode;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A product that is a gift card becomes a card for each piece when its order completes. */
@CustomerTest
class SoldCardsTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;

  private UUID tenantId;
  private Purse purse;
  private String customer;
  private Order order;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
    customer = purse.customer();
    order =
        Purse.order(newOrder())
            .setCustomerId(customer)
            .setStatus(Order.Status.COMPLETED)
            .addItems(item(2, 50_000).setGiftCard(true))
            .addItems(item(1, 20_000).setGiftCard(true))
            .addItems(item(5, 30_000))
            .build();
  }

  @Test
  void oneCardForEachPieceOnceHoweverOftenThatIsTold() {
    sales.happened(tenantId, "OrderCompleted", order);
    sales.happened(tenantId, "OrderCompleted", order);
    nothingIsLeftToDo();

    assertThat(cards())
        .hasSize(3)
        .allSatisfy(
            card ->
                assertThat(card)
                    .returns(Status.ACTIVE, GiftCard::getStatus)
                    .returns(customer, GiftCard::getCustomerId)
                    .returns("", GiftCard::getLastFour)
                    .returns(card.getIssued(), GiftCard::getBalance)
                    .returns(0, GiftCard::getVersion));
    assertThat(cards().stream().mapToLong(card -> card.getBalance().getAmount()).sum())
        .isEqualTo(120_000);
    assertThat(purse.entries(cards().getFirst().getId()))
        .singleElement()
        .returns(BalanceEntry.Kind.ISSUE, BalanceEntry::getKind)
        .returns(order.getId(), BalanceEntry::getOrderId);
  }

  @Test
  void theTillGetsTheCodesBeforeTheEventComesAndOnce() {
    sales.has(order);

    List<CardWithCode> first = show(purse);
    List<CardWithCode> again = show(purse);
    sales.happened(tenantId, "OrderCompleted", order);
    nothingIsLeftToDo();

    assertThat(first)
        .extracting(card -> card.getGiftCard().getBalance().getAmount())
        .containsExactlyInAnyOrder(50_000L, 50_000L, 20_000L);
    assertThat(first)
        .allSatisfy(
            card ->
                assertThat(byCode(card.getCode()).getId()).isEqualTo(card.getGiftCard().getId()));
    assertThat(again)
        .extracting(CardWithCode::getGiftCard)
        .isEqualTo(first.stream().map(CardWithCode::getGiftCard).toList());
    assertThat(again).extracting(CardWithCode::getCode).containsOnly("");
    assertThat(cards()).hasSize(3);
  }

  @Test
  void theTillGetsTheCodesOnceHoweverManyCallsComeWithTheEvent() {
    sales.has(order);
    Purse sameKey = new Purse(calls.as(tenantId, UUID.randomUUID()));

    var outcomes =
        Parallel.times(
            16,
            i -> {
              if (i == 7) {
                sales.happened(tenantId, "OrderCompleted", order);
              }
              return show(i % 2 == 0 ? purse : sameKey);
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(
            Parallel.successes(outcomes).stream()
                .flatMap(List::stream)
                .map(CardWithCode::getCode)
                .filter(code -> !code.isEmpty()))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void anOrderThatIsNotCompletedHasNoCards() {
    sales.has(order.toBuilder().setStatus(Order.Status.OPEN).build());

    Refusal.of(() -> show(purse)).has(Reason.ILLEGAL_STATE_TRANSITION).with("from", "OPEN");
    order = order.toBuilder().setId(newOrder()).build();
    assertThat(Assertions.catchThrowableOfType(StatusRuntimeException.class, () -> show(purse)))
        .extracting(thrown -> thrown.getStatus().getCode())
        .isEqualTo(Code.NOT_FOUND);
  }

  private static OrderItem.Builder item(int quantity, long price) {
    return OrderItem.newBuilder()
        .setId(newOrder())
        .setQuantity(quantity)
        .setUnitPrice(Protos.money(price, CURRENCY));
  }

  private List<CardWithCode> show(Purse by) {
    return by.stub
        .showGiftCardCodes(ShowGiftCardCodesRequest.newBuilder().setOrderId(order.getId()).build())
        .getCardsList();
  }

  private GiftCard byCode(String code) {
    return purse
        .stub
        .getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardCode(code).build())
        .getGiftCard();
  }

  private List<GiftCard> cards() {
    return cards(order.getId());
  }

  private List<GiftCard> cards(String orderId) {
    return purse
        .stub
        .listGiftCards(ListGiftCardsRequest.newBuilder().setOrderId(orderId).build())
        .getGiftCardsList();
  }

  /** An event behind all others was applied, so those were. */
  private void nothingIsLeftToDo() {
    Order last = Purse.order(newOrder()).addItems(item(1, 1).setGiftCard(true)).build();
    sales.happened(tenantId, "OrderCompleted", last);
    await().until(() -> cards(last.getId()).size() == 1);
  }
}
