package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.HoldOrderRequest;
import id.laris.pos.v1.ListHeldOrdersRequest;
import id.laris.pos.v1.ListHeldOrdersResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.RecallOrderRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Drafts are put aside and taken up again, by one till. */
@SalesTest
class HeldOrderTest {

  private static final int AT_ONCE = 30;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_000_000);
  }

  private static HoldOrderRequest.Builder request(Order order) {
    return HoldOrderRequest.newBuilder().setOrderId(order.getId()).setLabel("Siti");
  }

  private Order hold(HoldOrderRequest.Builder request) {
    return till.sales().holdOrder(request.build()).getOrder();
  }

  private Order recall(Order order) {
    return till.sales()
        .recallOrder(RecallOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  private List<Order> held() {
    return held(ListHeldOrdersRequest.newBuilder()).getOrdersList();
  }

  private ListHeldOrdersResponse held(ListHeldOrdersRequest.Builder request) {
    return till.sales().listHeldOrders(request.build());
  }

  @Test
  void anOrderIsPutAsideAndTakenUpAgain() {
    Order draft = till.draft(tea, 2);

    Order held = hold(request(draft));

    assertThat(held.getHeldLabel()).isEqualTo("Siti");
    assertThat(held.hasHeldAt()).isTrue();
    assertThat(held.getHeldBy()).isNotEmpty();
    assertThat(held.getVersion()).isEqualTo(draft.getVersion() + 1);
    assertThat(held.getTotal()).isEqualTo(draft.getTotal());
    assertThat(held()).containsExactly(held);
    assertThat(till.get(draft)).isEqualTo(held);

    Order recalled = recall(draft);

    assertThat(recalled)
        .isEqualTo(
            draft.toBuilder()
                .setVersion(draft.getVersion() + 2)
                .setUpdatedAt(recalled.getUpdatedAt())
                .build());
    assertThat(held()).isEmpty();
    assertThat(till.complete(till.pay(till.finalizeOrder(till.add(draft, tea, 1)), 3_000_000)))
        .extracting(Order::getStatus)
        .isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void aHeldOrderDoesNotChange() {
    Order held = hold(request(till.draft(tea, 1)));

    refused(() -> till.add(held, tea, 1));
    refused(() -> till.note(held, "no sugar"));
    refused(() -> till.percentOff(held, 100_000));
    refused(() -> till.finalizeOrder(held));
    assertThat(till.get(held)).isEqualTo(held);

    assertThat(hold(request(held))).as("repeated").isEqualTo(held);
    assertThat(hold(request(held).setVersion(held.getVersion() - 1))).isEqualTo(held);
    assertThat(hold(request(held).setLabel("Table 4")).getHeldLabel()).isEqualTo("Table 4");
  }

  private static void refused(Runnable change) {
    Refusal.of(change::run).has(Reason.ILLEGAL_STATE_TRANSITION).with("from", "HELD");
  }

  @Test
  void ofManyTillsOneGetsIt() {
    Order held = hold(request(till.draft(tea, 1)));

    List<Parallel.Outcome<Order>> outcomes = Parallel.times(AT_ONCE, each -> recall(held));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.HELD_ORDER_NOT_FOUND)
                    .with("id", held.getId()));
  }

  @Test
  void aHeldOrderThatIsVoidedIsHeldNoMore() {
    Order held = hold(request(till.draft(tea, 1)));

    Order voided = till.voidOrder(held);

    assertThat(voided.getHeldLabel()).isEmpty();
    assertThat(voided.hasHeldAt()).isFalse();
    assertThat(held()).isEmpty();
    Refusal.of(() -> recall(held)).has(Reason.HELD_ORDER_NOT_FOUND);
    Refusal.of(() -> hold(request(held))).has(Reason.ORDER_VOIDED);
  }

  @Test
  void heldOrdersAreListedByLocationPageByPage() {
    String shop = inventory.open("A1");
    Order here =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(shop).build())
            .getOrder();
    List<Order> held =
        List.of(hold(request(here)), hold(request(till.create())), hold(request(till.create())));
    till.create();

    ListHeldOrdersResponse first =
        held(
            ListHeldOrdersRequest.newBuilder()
                .setPagination(PaginationRequest.newBuilder().setPageSize(2)));
    ListHeldOrdersResponse second =
        held(
            ListHeldOrdersRequest.newBuilder()
                .setPagination(
                    PaginationRequest.newBuilder()
                        .setPageSize(2)
                        .setPageToken(first.getPagination().getNextPageToken())));

    assertThat(first.getOrdersList()).hasSize(2);
    assertThat(second.getOrdersList()).hasSize(1);
    assertThat(held).containsAll(first.getOrdersList()).containsAll(second.getOrdersList());
    assertThat(held(ListHeldOrdersRequest.newBuilder().setLocationId(shop)).getOrdersList())
        .containsExactly(held.getFirst());
  }

  @Test
  void badRequestsAreRefused() {
    Order draft = till.draft(tea, 1);
    Order open = till.open(tea, 1);

    Refusal.of(() -> hold(request(draft).clearLabel()))
        .has(Reason.VALIDATION_FAILED)
        .naming("label");
    Refusal.of(() -> hold(request(draft).setLabel("x".repeat(101))))
        .has(Reason.VALIDATION_FAILED)
        .naming("label");
    Refusal.of(() -> hold(request(draft).setOrderId("1")))
        .has(Reason.VALIDATION_FAILED)
        .naming("order_id");
    Refusal.of(() -> hold(request(draft).setVersion(99))).has(Reason.VERSION_CONFLICT);
    Refusal.of(() -> hold(request(open))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> recall(draft)).has(Reason.HELD_ORDER_NOT_FOUND);
    Order unknown = Order.newBuilder().setId(UUID.randomUUID().toString()).build();
    Refusal.of(() -> hold(request(unknown))).has(Reason.NOT_FOUND);
    Refusal.of(() -> recall(unknown)).has(Reason.NOT_FOUND);
    assertThat(held()).isEmpty();
  }
}
