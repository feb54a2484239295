package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderPoints;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentBalance;
import id.laris.pos.v1.Receipt;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The points and balances of customers on receipts. */
@SalesTest
class CustomerReceiptTest {

  private static final String CODE = "6000000000001234";

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired Reach reach;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private Order order;
  private GetOrderBalancesResponse known;

  /** A sale with everything that a customer can have. */
  @BeforeEach
  void aSaleToACustomerOfANewTenant() {
    reach.restoreCustomers();
    till = new Till(calls.as(tenant));
    String siti = customers.add("Siti");
    customers.balances().issue(CODE, 500_000);
    customers.balances().grant(Kind.STORE_CREDIT, siti, 500_000);
    customers.balances().grant(Kind.ACCOUNT, siti, 500_000);
    order =
        sell(
            sale ->
                sale.setCustomerId(siti)
                    .addPayments(
                        Sales.tender(Payment.Type.GIFT_CARD, 400_000).toBuilder()
                            .setGiftCardCode(CODE))
                    .addPayments(Sales.tender(Payment.Type.STORE_CREDIT, 300_000))
                    .addPayments(Sales.tender(Payment.Type.ON_ACCOUNT, 200_000))
                    .addPayments(Sales.cash(300_000)));
    known =
        GetOrderBalancesResponse.newBuilder()
            .setPoints(
                OrderPoints.newBuilder().setEarned(1_010).setSpent(20).setAvailable(1_234_567))
            .addBalances(left(0, 100_000).setLastFour("1234"))
            .addBalances(left(1, 200_000))
            .addBalances(left(2, -300_000))
            .build();
    customers.say(order.getId(), known);
  }

  @AfterEach
  void customersAreThere() {
    reach.restoreCustomers();
  }

  @Test
  void theTextShowsWhatIsLeftOfEachBalanceAndThePoints() {
    assertThat(text(58, "en"))
        .endsWith(
            """
            --------------------------------
            Gift card                  4,000
              Ref. **** 1234
              Left                     1,000
            Store credit               3,000
              Left                     2,000
            On account                 2,000
              Left                    -3,000
            Cash                       3,000
            --------------------------------
            Points earned              1,010
            Points spent                  20
            Points left            1,234,567
            """);
    assertThat(text(80, "id"))
        .contains("\n  Sisa       ", "\nPoin didapat ", "\nPoin dipakai ", "\nSisa poin  ");
  }

  @Test
  void theStructuredReceiptHasThemToo() {
    Receipt receipt = receipt(GetReceiptRequest.newBuilder());

    assertThat(receipt.getPoints()).isEqualTo(known.getPoints());
    assertThat(receipt.getBalancesList()).isEqualTo(known.getBalancesList());
  }

  @Test
  void pointsThatAnOrderNeitherEarnedNorSpentAreNotPrinted() {
    sayPoints(OrderPoints.newBuilder().setAvailable(7));
    assertThat(text(58, "en"))
        .endsWith(
            """
            --------------------------------
            Points left                    7
            """)
        .doesNotContain("earned", "spent");

    sayPoints(OrderPoints.newBuilder());
    assertThat(text(58, "en")).doesNotContain("Points");
  }

  @Test
  void aReceiptIsPrintedWithoutThemWhileCustomersAreDown() {
    customers.whileDown(this::assertPrintedWithout);

    assertThat(text(80, "en")).contains("Points left");
  }

  @Test
  void aReceiptIsPrintedWithoutThemWhileCustomersDoNotAnswer() {
    customers.whileSilent(this::assertPrintedWithout);
  }

  @Test
  void receiptsThatGotNoAnswerDoNotKeepCustomersFromBuying() {
    customers.whileDown(
        () -> {
          for (int i = 0; i < 30; i++) {
            assertPrintedWithout();
          }
        });

    assertThat(
            sell(
                sale ->
                    sale.setCustomerId(order.getCustomerId()).addPayments(Sales.cash(1_200_000))))
        .returns("Siti", Order::getCustomerName);
  }

  @Test
  void anOrderThatConcernsNoCustomerAsksNobody() {
    order = sell(sale -> sale.addPayments(Sales.cash(1_200_000)));
    int questions = customers.balanceQuestions();

    assertThat(text(80, "en")).doesNotContain("Left", "Points");

    assertThat(customers.balanceQuestions()).isEqualTo(questions);
  }

  @Test
  void aGiftCardIsEnoughToAsk() {
    customers.balances().issue("6000000000005678", 1_200_000);
    order =
        sell(
            sale ->
                sale.addPayments(
                    Sales.tender(Payment.Type.GIFT_CARD, 1_200_000).toBuilder()
                        .setGiftCardCode("6000000000005678")));
    customers.say(
        order.getId(), GetOrderBalancesResponse.newBuilder().addBalances(left(0, 0)).build());

    assertThat(text(58, "en"))
        .contains("\n  Left                         0\n")
        .doesNotContain("Points");
  }

  private void assertPrintedWithout() {
    assertThat(text(80, "en"))
        .contains(order.getReceiptNumber(), "Ref. **** 1234")
        .doesNotContain("Left", "Points");
    assertThat(receipt(GetReceiptRequest.newBuilder()))
        .returns(false, Receipt::hasPoints)
        .returns(0, Receipt::getBalancesCount);
  }

  private void sayPoints(OrderPoints.Builder points) {
    customers.say(order.getId(), known.toBuilder().setPoints(points).build());
  }

  private PaymentBalance.Builder left(int payment, long amount) {
    return PaymentBalance.newBuilder()
        .setPaymentId(order.getPayments(payment).getId())
        .setAvailable(idr(amount));
  }

  private Order sell(UnaryOperator<CheckoutRequest.Builder> how) {
    return till.sales()
        .checkout(how.apply(Sales.sale(Sales.item(catalog.sell("Tea", 1_200_000), 1))).build())
        .getOrder();
  }

  private String text(int width, String language) {
    return receipt(
            GetReceiptRequest.newBuilder()
                .setFormat(Receipt.Format.TEXT)
                .setWidth(width)
                .setLanguage(language))
        .getText();
  }

  private Receipt receipt(GetReceiptRequest.Builder request) {
    return till.sales().getReceipt(request.setOrderId(order.getId()).build()).getReceipt();
  }
}
