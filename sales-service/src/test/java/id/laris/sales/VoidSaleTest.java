package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.VoidSaleRequest;
import id.laris.pos.v1.VoidSaleResponse;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A sale that should not have been is taken back entirely on its own day, once. */
@SalesTest
class VoidSaleTest {

  private static final int AT_ONCE = 50;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;

  private UUID tenant;
  private Till till;
  private Goods goods;
  private String tea;

  @BeforeEach
  void newTenant() {
    tenant = UUID.randomUUID();
    till = new Till(calls.as(tenant));
    goods = new Goods(till);
    tea = catalog.sell("Tea", 1_000_000);
  }

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  private Order sold(long quantity) {
    return till.complete(till.paid(tea, quantity));
  }

  private static VoidSaleRequest.Builder request(Order order) {
    return VoidSaleRequest.newBuilder().setOrderId(order.getId()).setReason("wrong table");
  }

  private VoidSaleResponse voidSale(VoidSaleRequest.Builder request) {
    return till.sales().voidSale(request.build());
  }

  @Test
  void everythingThatIsLeftComesBackAndTheSaleIsMarked() {
    Order order = sold(3);
    goods.give(order, 0, 1);

    VoidSaleResponse voided = voidSale(request(order));

    assertThat(voided.getSalesReturn().getTotal()).isEqualTo(idr(2_000_000));
    assertThat(voided.getSalesReturn().getVoidReason()).isEqualTo("wrong table");
    assertThat(voided.getSalesReturn().getStatus()).isEqualTo(SalesReturn.Status.COMPLETED);
    assertThat(voided.getOrder().getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(voided.getOrder().getReceiptNumber()).isEqualTo(order.getReceiptNumber());
    assertThat(voided.getOrder().getVoidReason()).isEqualTo("wrong table");
    assertThat(voided.getOrder().hasVoidedAt()).isTrue();
    assertThat(till.get(order)).isEqualTo(voided.getOrder());
    assertThat(goods.of(order)).hasSize(2).contains(voided.getSalesReturn());
  }

  @Test
  void aSecondTimeItIsRefused() {
    Order order = sold(1);
    voidSale(request(order));

    Refusal.of(() -> voidSale(request(order))).has(Reason.ORDER_VOIDED);
    Refusal.of(() -> goods.give(order, 0, 1)).has(Reason.ORDER_VOIDED);
  }

  @Test
  void manyAtOnceAreOne() {
    Order order = sold(1);

    List<Parallel.Outcome<VoidSaleResponse>> outcomes =
        Parallel.times(AT_ONCE, each -> voidSale(request(order)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.ORDER_VOIDED));
    assertThat(goods.of(order)).hasSize(1);
  }

  @Test
  void theNextDayItIsTooLate() {
    Order order = sold(1);
    clock.advance(Duration.ofDays(1));

    Refusal.of(() -> voidSale(request(order)))
        .has(Reason.VOID_WINDOW_EXPIRED)
        .with("order_id", order.getId());
    assertThat(till.get(order)).isEqualTo(order);
    assertThat(goods.give(order, 0, 1).getTotal()).isEqualTo(idr(1_000_000));
  }

  @Test
  void anIdMakesItRepeatable() {
    Order order = sold(1);
    VoidSaleRequest.Builder wanted = request(order).setId(UUID.randomUUID().toString());

    VoidSaleResponse first = voidSale(wanted);

    assertThat(voidSale(wanted)).isEqualTo(first);
    Refusal.of(() -> voidSale(wanted.clone().setReason("other"))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void badRequestsAreRefused() {
    Order open = till.open(tea, 1);
    Order order = sold(1);

    Refusal.of(() -> voidSale(request(order).clearReason()))
        .has(Reason.REASON_REQUIRED)
        .naming("reason");
    Refusal.of(() -> voidSale(request(order).setReason("x".repeat(501))))
        .has(Reason.VALIDATION_FAILED)
        .naming("reason");
    Refusal.of(() -> voidSale(request(order).setOrderId("1")))
        .has(Reason.VALIDATION_FAILED)
        .naming("order_id");
    Refusal.of(() -> voidSale(request(order).setId("1")))
        .has(Reason.VALIDATION_FAILED)
        .naming("id");
    Refusal.of(() -> voidSale(request(open))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> voidSale(request(order).setOrderId(UUID.randomUUID().toString())))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                new Till(calls.as(tenant, "sales.refund")).sales().voidSale(request(order).build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.void");
    String card = catalog.sell("Card", 1_000_000, sold -> sold.setGiftCard(true));
    Order cards = till.complete(till.paid(card, 1));
    Refusal.of(() -> voidSale(request(cards))).has(Reason.VALIDATION_FAILED).naming("order_id");
    assertThat(till.get(order)).isEqualTo(order);
  }
}
