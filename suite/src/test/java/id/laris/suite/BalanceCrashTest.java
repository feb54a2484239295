package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceEntry.Kind;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.ListEntriesRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The process dies while a gift card of 5.00 pays 4.00: before its hold belongs to an order, and
 * before its order has taken it. After the next start the hold is given back or taken, never both
 * and never kept for nobody; and when the till repeats its calls, the card has paid once.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class BalanceCrashTest implements CrashSeries.Life {

  private static final UUID TENANT = UUID.randomUUID();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long ON_THE_CARD = 500;
  private static final long BY_CARD = 400;

  private static final String HELD = "HoldBalances 1 after";

  private static final List<String> POINTS =
      List.of(
          // Customers hold it, and sales has not stored the payment.
          HELD,
          // The order is complete, and customers have not taken the amount.
          "customer.orders 1 before");

  @TempDir Path temporary;

  private final List<Sale> sales = new ArrayList<>();
  private String variant = "";

  /** An order that a card of its own pays, and the id under which the till sends the payment. */
  private record Sale(String orderId, String cardId, String paymentId) {

    boolean isPaidBy(Payment payment) {
      return payment.getId().equals(paymentId);
    }
  }

  @Test
  void aHoldIsGivenBackOrTakenWhereverItDies() throws Exception {
    new CrashSeries(TENANT, temporary, Map.of()).dieAt(POINTS, this);
  }

  /**
   * Whatever is held belongs to the order, first as the crash left it, then when it is complete.
   */
  @Override
  public void check(Channel channel) {
    Counter till = till(channel);
    CustomerServiceBlockingStub customers = CustomerServiceGrpc.newBlockingStub(channel);
    for (Sale sale : sales) {
      awaitAgreement(till, customers, sale);
      pay(till, sale);
      complete(till, sale);
      awaitAgreement(till, customers, sale);
      assertThat(till.get(sale.orderId).getStatus()).isEqualTo(Status.COMPLETED);
      assertThat(entries(customers, sale))
          .extracting(BalanceEntry::getKind)
          .containsExactly(Kind.SPEND, Kind.ISSUE);
    }
  }

  @Override
  public Runnable begin(Channel channel, String point) {
    Counter till = till(channel);
    String cardId =
        CustomerServiceGrpc.newBlockingStub(channel)
            .issueGiftCard(IssueGiftCardRequest.newBuilder().setAmount(ON_THE_CARD).build())
            .getGiftCard()
            .getId();
    Sale sale = new Sale(till.open().getId(), cardId, UUID.randomUUID().toString());
    sales.add(sale);
    if (point.equals(HELD)) {
      return () -> pay(till, sale);
    }
    pay(till, sale);
    var _ = till.payCash(sale.orderId);
    return () -> complete(till, sale);
  }

  private Counter till(Channel channel) {
    if (variant.isEmpty()) {
      variant = TinyCatalog.variant(channel);
    }
    return new Counter(channel, variant);
  }

  private static void pay(Counter till, Sale sale) {
    var _ =
        till.sales()
            .addPayment(
                AddPaymentRequest.newBuilder()
                    .setId(sale.paymentId)
                    .setOrderId(sale.orderId)
                    .setPaymentType(Payment.Type.GIFT_CARD)
                    .setGiftCardId(sale.cardId)
                    .setAmount(BY_CARD)
                    .build());
  }

  private static void complete(Counter till, Sale sale) {
    if (till.get(sale.orderId).getDue().getAmount() > 0) {
      var _ = till.payCash(sale.orderId);
    }
    var _ =
        till.sales()
            .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(sale.orderId).build());
  }

  private static void awaitAgreement(
      Counter till, CustomerServiceBlockingStub customers, Sale sale) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Order order = till.get(sale.orderId);
              boolean isPaid = order.getPaymentsList().stream().anyMatch(sale::isPaidBy);
              boolean isTaken = order.getStatus() == Status.COMPLETED;
              assertThat(card(customers, sale))
                  .as("%s", order)
                  .returns(isPaid && !isTaken ? BY_CARD : 0, card -> card.getHeld().getAmount())
                  .returns(
                      isTaken ? ON_THE_CARD - BY_CARD : ON_THE_CARD,
                      card -> card.getBalance().getAmount());
            });
  }

  private static GiftCard card(CustomerServiceBlockingStub customers, Sale sale) {
    return customers
        .getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardId(sale.cardId).build())
        .getGiftCard();
  }

  private static List<BalanceEntry> entries(CustomerServiceBlockingStub customers, Sale sale) {
    return customers
        .listEntries(ListEntriesRequest.newBuilder().setGiftCardId(sale.cardId).build())
        .getEntriesList();
  }
}
