package id.laris.sales;

import static id.laris.pos.v1.Payment.Type.CARD;
import static id.laris.pos.v1.Payment.Type.CASH;
import static id.laris.pos.v1.Payment.Type.EXCHANGE;
import static id.laris.sales.FakeCatalog.idr;
import static id.laris.sales.Goods.back;
import static id.laris.sales.Goods.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.auth.ServiceKey;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.CreateExchangeRequest;
import id.laris.pos.v1.CreateExchangeResponse;
import id.laris.pos.v1.Location.CashRounding;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Refund;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods come back and others are sold for them, in one call or not at all. */
@SalesTest
class ExchangeTest {

  private static final int AT_ONCE = 50;
  private static final long TEA = 1_000_000;
  private static final long MUG = 1_500_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff registers;
  @Autowired ServiceKey key;

  private UUID tenant;
  private Till till;
  private Goods goods;
  private String tea;
  private String mug;

  @BeforeEach
  void newTenant() {
    tenant = UUID.randomUUID();
    till = new Till(calls.as(tenant));
    goods = new Goods(till);
    tea = catalog.sell("Tea", TEA);
    mug = catalog.sell("Mug", MUG);
  }

  private Order sold(String variantId, long quantity) {
    return till.complete(till.paid(variantId, quantity));
  }

  /** One piece of the first line for one piece of a variant. */
  private static CreateExchangeRequest.Builder request(Order order, String variantId) {
    return CreateExchangeRequest.newBuilder()
        .setOrderId(order.getId())
        .addLines(back(order, 0, 1))
        .addItems(NewOrderItem.newBuilder().setVariantId(variantId).setQuantity(1));
  }

  private static Tender cash(long amount) {
    return Tender.newBuilder().setPaymentType(CASH).setAmount(amount).build();
  }

  private CreateExchangeResponse exchange(CreateExchangeRequest.Builder request) {
    return till.sales().createExchange(request.build());
  }

  private static List<Payment.Type> types(Order order) {
    return order.getPaymentsList().stream().map(Payment::getPaymentType).toList();
  }

  @Test
  void theCustomerPaysTheDifferenceOfDearerGoods() {
    Order order = sold(tea, 2);

    CreateExchangeResponse made = exchange(request(order, mug).addPayments(cash(MUG - TEA)));

    SalesReturn back = made.getSalesReturn();
    Order sold = made.getOrder();
    assertThat(sold.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(sold.getTotal()).isEqualTo(idr(MUG));
    assertThat(types(sold)).containsExactly(EXCHANGE, CASH);
    assertThat(sold.getPayments(0).getAmount()).isEqualTo(idr(TEA));
    assertThat(sold.getPayments(0).getReference()).isEqualTo(back.getReturnNumber());
    assertThat(sold.getPayments(1).getAmount()).isEqualTo(idr(MUG - TEA));
    assertThat(back.getStatus()).isEqualTo(SalesReturn.Status.COMPLETED);
    assertThat(back.getExchangeOrderId()).isEqualTo(sold.getId());
    assertThat(back.getRefundsList())
        .singleElement()
        .satisfies(
            refund -> {
              assertThat(refund.getPaymentType()).isEqualTo(EXCHANGE);
              assertThat(refund.getPaymentId()).isEqualTo(order.getPayments(0).getId());
              assertThat(refund.getAmount()).isEqualTo(idr(TEA));
              assertThat(refund.getStatus()).isEqualTo(Refund.Status.DONE);
            });
    assertThat(goods.of(order)).containsExactly(back);
    assertThat(till.get(sold)).isEqualTo(sold);
    assertThat(till.get(order)).as("an order never changes").isEqualTo(order);
  }

  @Test
  void theNewOrderIsOneOfTheSameCustomerOrOfAnother() {
    String siti = customers.add("Siti");
    String budi = customers.add("Budi");
    Order order =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 2))
                    .setCustomerId(siti)
                    .addPayments(cash(2 * TEA))
                    .build())
            .getOrder();

    assertThat(exchange(request(order, tea)).getOrder().getCustomerId()).isEqualTo(siti);
    assertThat(exchange(request(order, tea).setCustomerId(budi)).getOrder().getCustomerId())
        .isEqualTo(budi);
  }

  @Test
  void theCustomerGetsTheDifferenceOfCheaperGoodsBack() {
    Order order = sold(mug, 1);

    CreateExchangeResponse made = exchange(request(order, tea).setRestockingFee(100_000));

    assertThat(types(made.getOrder())).containsExactly(EXCHANGE);
    assertThat(made.getOrder().getPayments(0).getAmount()).isEqualTo(idr(TEA));
    assertThat(made.getSalesReturn().getRefundTotal()).isEqualTo(idr(MUG - 100_000));
    assertThat(made.getSalesReturn().getRefundsList())
        .extracting(Refund::getPaymentType, Refund::getAmount)
        .containsExactly(tuple(EXCHANGE, idr(TEA)), tuple(CASH, idr(MUG - 100_000 - TEA)));
  }

  @Test
  void theDifferenceGoesBackAsTheRequestWantsIt() {
    Order open = till.open(mug, 1);
    till.pay(open, CASH, 500_000);
    till.pay(open, CARD, MUG - 500_000);
    Order order = till.complete(open);

    Refusal.of(() -> exchange(request(order, tea).addRefunds(by(CASH, 500_001))))
        .has(Reason.VALIDATION_FAILED)
        .naming("refunds");
    CreateExchangeResponse made = exchange(request(order, tea).addRefunds(by(CASH, 500_000)));

    assertThat(made.getSalesReturn().getRefundsList())
        .extracting(Refund::getPaymentId, Refund::getPaymentType)
        .containsExactly(
            tuple(order.getPayments(1).getId(), EXCHANGE),
            tuple(order.getPayments(0).getId(), CASH));
  }

  @Test
  void nothingIsStoredIfTheDifferenceIsNotPaid() {
    Order order = sold(tea, 1);
    CreateExchangeRequest.Builder wanted =
        request(order, mug)
            .setId(UUID.randomUUID().toString())
            .setNewOrderId(UUID.randomUUID().toString());

    Refusal.of(() -> exchange(wanted.addPayments(cash(MUG - TEA - 1))))
        .has(Reason.INSUFFICIENT_PAYMENT);

    assertThat(goods.of(order)).isEmpty();
    Order unknown = Order.newBuilder().setId(wanted.getNewOrderId()).build();
    Refusal.of(() -> till.get(unknown)).has(Reason.NOT_FOUND);
    assertThat(exchange(request(order, tea)).getSalesReturn().getReturnNumber())
        .as("the series has no gap")
        .endsWith("-0001");
  }

  @Test
  void anExchangeWithIdsIsMadeOnce() {
    Order order = sold(tea, 3);
    CreateExchangeRequest.Builder wanted =
        request(order, mug)
            .addPayments(cash(MUG - TEA))
            .setId(UUID.randomUUID().toString())
            .setNewOrderId(UUID.randomUUID().toString());

    List<Parallel.Outcome<CreateExchangeResponse>> outcomes =
        Parallel.times(AT_ONCE, each -> exchange(wanted));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(exchange(wanted)).isEqualTo(Parallel.successes(outcomes).getFirst());
    assertThat(goods.of(order)).hasSize(1);
    Refusal.of(() -> exchange(wanted.clone().setNotes("other"))).has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> exchange(wanted.clone().setNewOrderId(UUID.randomUUID().toString())))
        .has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> exchange(wanted.clone().clearNewOrderId()))
        .has(Reason.VALIDATION_FAILED)
        .naming("new_order_id");
    Refusal.of(() -> exchange(wanted.clone().clearId()))
        .has(Reason.VALIDATION_FAILED)
        .naming("new_order_id");
    assertThat(goods.of(order)).hasSize(1);
  }

  @Test
  void aKeyMakesItOnceToo() {
    Order order = sold(tea, 3);
    Till keyed = new Till(calls.as(tenant, UUID.randomUUID()));
    CreateExchangeRequest wanted = request(order, tea).build();

    List<Parallel.Outcome<CreateExchangeResponse>> outcomes =
        Parallel.times(AT_ONCE, each -> keyed.sales().createExchange(wanted));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(goods.of(order)).hasSize(1);
  }

  @Test
  void theLastPieceIsExchangedOnce() {
    Order order = sold(tea, 1);

    List<Parallel.Outcome<CreateExchangeResponse>> outcomes =
        Parallel.times(AT_ONCE, each -> exchange(request(order, tea)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown).has(Reason.RETURN_EXCEEDS_ORIGINAL));
    assertThat(goods.of(order)).hasSize(1);
    assertThat(goods.of(Parallel.successes(outcomes).getFirst().getOrder())).isEmpty();
  }

  @Test
  void goodsThatGoodsPaidAreGivenBackInCoinsOrExchangedAgain() {
    String shop = inventory.open("JKT", 10_000, CashRounding.Mode.HALF_UP);
    String odd = catalog.sell("Odd", 1_004_000);
    Order order =
        till.sales()
            .checkout(
                CheckoutRequest.newBuilder()
                    .setLocationId(shop)
                    .addItems(NewOrderItem.newBuilder().setVariantId(odd).setQuantity(1))
                    .addPayments(Tender.newBuilder().setPaymentType(CARD).setAmount(1_004_000))
                    .build())
            .getOrder();

    Order second = exchange(request(order, odd)).getOrder();
    assertThat(second.getLocationId()).as("that of the order").isEqualTo(shop);
    Order third = exchange(request(second, odd)).getOrder();
    SalesReturn made = goods.give(third, 0, 1);

    assertThat(made.getRefunds(0).getPaymentType()).isEqualTo(CASH);
    assertThat(made.getRefunds(0).getAmount()).isEqualTo(idr(1_004_000));
    assertThat(made.getRefunds(0).getRounding()).isEqualTo(idr(-4_000));
    Refusal.of(() -> goods.give(order, 0, 1)).has(Reason.RETURN_EXCEEDS_ORIGINAL);
  }

  @Test
  void aDrawerCountsTheMoneyOnly() {
    Drawer drawer = new Drawer(calls, key, registers, tenant, inventory.open("JKT"));
    String shift = drawer.begin();
    Order order =
        till.sales()
            .checkout(drawer.sale(Sales.item(tea, 1)).addPayments(cash(TEA)).build())
            .getOrder();

    exchange(request(order, mug).setRegisterId(drawer.registerId()).addPayments(cash(MUG - TEA)));

    assertThat(drawer.cash(shift)).isEqualTo(MUG);
    assertThat(drawer.tender(shift, EXCHANGE).getRefunded()).isEqualTo(idr(TEA));
    assertThat(drawer.tender(shift, EXCHANGE).getNet()).isEqualTo(idr(0));
  }

  @Test
  void badRequestsAreRefused() {
    Order order = sold(tea, 2);
    Order open = till.open(tea, 1);
    CreateExchangeRequest.Builder good = request(order, tea);

    refused(good.clone().clearLines(), "lines");
    refused(good.clone().clearItems(), "items");
    refused(good.clone().setOrderId("1"), "order_id");
    refused(good.clone().setRestockingFee(-1), "restocking_fee");
    refused(good.clone().addRewardIds(UUID.randomUUID().toString()), "customer_id");
    Refusal.of(() -> exchange(good.clone().setCustomerId(UUID.randomUUID().toString())))
        .has(Reason.CUSTOMER_NOT_FOUND);
    refused(
        good.clone().addPayments(cash(1).toBuilder().setPaymentType(EXCHANGE)),
        "payments[0].payment_type");
    Refusal.of(() -> exchange(good.clone().setOrderId(UUID.randomUUID().toString())))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> exchange(request(open, tea))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(
            () -> new Till(calls.as(tenant, "sales.refund")).sales().createExchange(good.build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.write");
    Refusal.of(
            () ->
                till.sales()
                    .addPayment(
                        AddPaymentRequest.newBuilder()
                            .setOrderId(open.getId())
                            .setPaymentType(EXCHANGE)
                            .setAmount(TEA)
                            .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("payment_type");
    assertThat(goods.of(order)).isEmpty();
  }

  private void refused(CreateExchangeRequest.Builder request, String field) {
    Refusal.of(() -> exchange(request)).has(Reason.VALIDATION_FAILED).naming(field);
  }
}
