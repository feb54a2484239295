package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.GetSalesSettingsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several tills change one order at the same time: nothing that was answered is lost. */
@SalesTest
class ConcurrentEditTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_200_000);
  }

  @Test
  void ofTwoTillsWithTheSameVersionOneWins() {
    Order draft = till.draft(tea, 1);

    var outcomes =
        Parallel.times(
            2,
            i ->
                till.sales()
                    .updateOrderItem(
                        UpdateOrderItemRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setItemId(draft.getItems(0).getId())
                            .setQuantity(10 + i)
                            .setUpdateMask(FieldMask.newBuilder().addPaths("quantity"))
                            .setVersion(draft.getVersion())
                            .build())
                    .getOrder());

    assertThat(Parallel.successes(outcomes)).containsExactly(till.get(draft));
    assertThat(Parallel.failures(outcomes))
        .singleElement()
        .satisfies(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.VERSION_CONFLICT));
  }

  @Test
  void linesThatAreAddedAtOnceAllStand() {
    Order draft = till.create();

    var outcomes =
        Parallel.times(
            20,
            i ->
                till.sales()
                    .addOrderItem(
                        AddOrderItemRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setVariantId(tea)
                            .setQuantity(i + 1)
                            .build())
                    .getItem()
                    .getId());

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.CONCURRENT_CHANGE));
    List<String> acknowledged = Parallel.successes(outcomes);
    assertThat(acknowledged).isNotEmpty();
    Order after = till.get(draft);
    assertThat(after.getItemsList().stream().map(OrderItem::getId))
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(after.getVersion()).isEqualTo(acknowledged.size());
    long quantity = after.getItemsList().stream().mapToLong(OrderItem::getQuantity).sum();
    assertThat(after.getTotal().getAmount()).isEqualTo(quantity * 1_200_000);
  }

  @Test
  void aChangeBetweenTheQuestionAndTheAnswerOfTheCatalogIsLookedAtAgain() {
    Order draft = till.create();
    catalog.beforeNextAnswer(() -> till.add(draft, tea, 1));

    Order after = till.add(draft, tea, 2);

    assertThat(after.getItemsList().stream().map(OrderItem::getQuantity)).containsExactly(1L, 2L);
    assertThat(after.getTotal().getAmount()).isEqualTo(3_600_000);
  }

  @Test
  void aVersionThatIsOvertakenWhileTheCatalogIsAskedIsRefused() {
    Order draft = till.create();
    catalog.beforeNextAnswer(() -> till.add(draft, tea, 1));

    Refusal.of(
            () ->
                till.sales()
                    .addOrderItem(
                        AddOrderItemRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setVariantId(tea)
                            .setQuantity(2)
                            .setVersion(draft.getVersion())
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    assertThat(till.get(draft).getItemsList()).hasSize(1);
  }

  @Test
  void anOrderFinalizedMeanwhileTakesNoMoreLines() {
    Order draft = till.draft(tea, 1);
    catalog.beforeNextAnswer(() -> till.finalizeOrder(draft));

    Refusal.of(() -> till.add(draft, tea, 2)).has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(till.get(draft).getTotal().getAmount()).isEqualTo(1_200_000);
  }

  @Test
  void anOrderThatNeverStandsStillIsAConflict() {
    Order draft = till.create();
    // Each change of notes needs no catalog: it comes between every question and its answer.
    for (int i = 0; i < 5; i++) {
      catalog.beforeNextAnswer(() -> till.note(draft, "changed"));
    }

    Refusal.of(() -> till.add(draft, tea, 1)).has(Reason.CONCURRENT_CHANGE);
    assertThat(till.get(draft).getItemsList()).isEmpty();
  }

  @Test
  void paymentsAtOnceNeverExceedWhatIsDue() {
    Order open = till.open(tea, 1);

    var outcomes = Parallel.times(20, i -> till.pay(open, Payment.Type.CARD, 200_000));

    assertThat(Parallel.successes(outcomes)).hasSize(6);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown).has(Reason.PAYMENT_EXCEEDS_BALANCE));
    assertThat(till.get(open).getPaidTotal().getAmount()).isEqualTo(1_200_000);
    assertThat(till.get(open).getPaymentsList()).hasSize(6);
  }

  @Test
  void whatComesAtOnceWithOneIdIsDoneOnce() {
    String id = UUID.randomUUID().toString();
    CreateOrderRequest create = CreateOrderRequest.newBuilder().setId(id).build();
    assertAllTheSame(Parallel.times(10, i -> till.sales().createOrder(create).getOrder()));
    AddOrderItemRequest add =
        AddOrderItemRequest.newBuilder()
            .setOrderId(id)
            .setId(id)
            .setVariantId(tea)
            .setQuantity(1)
            .build();
    assertAllTheSame(Parallel.times(10, i -> till.sales().addOrderItem(add).getOrder()));
    Order open = till.finalizeOrder(till.get(Order.newBuilder().setId(id).build()));
    AddPaymentRequest pay =
        AddPaymentRequest.newBuilder()
            .setOrderId(id)
            .setId(id)
            .setPaymentType(Payment.Type.CASH)
            .setAmount(500_000)
            .build();
    assertAllTheSame(Parallel.times(10, i -> till.sales().addPayment(pay).getOrder()));
    assertThat(till.get(open).getPaymentsList()).hasSize(1);
  }

  @Test
  void aLineOfOneIdIsInOneOfTwoOrders() {
    String id = UUID.randomUUID().toString();
    List<Order> drafts = List.of(till.create(), till.create());

    var outcomes =
        Parallel.times(
            2,
            i ->
                till.sales()
                    .addOrderItem(
                        AddOrderItemRequest.newBuilder()
                            .setOrderId(drafts.get(i).getId())
                            .setId(id)
                            .setVariantId(tea)
                            .setQuantity(1)
                            .build()));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .singleElement()
        .satisfies(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.ALREADY_EXISTS));
  }

  private static void assertAllTheSame(List<Parallel.Outcome<Order>> outcomes) {
    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
  }

  @Test
  void completionAndVoidAtOnceAreOneOfThem() {
    for (int round = 0; round < 5; round++) {
      Order paid = till.paid(tea, 1);

      var outcomes = Parallel.times(2, i -> i == 0 ? till.complete(paid) : till.voidOrder(paid));

      assertThat(Parallel.successes(outcomes)).containsExactly(till.get(paid));
      assertThat(Parallel.failures(outcomes)).hasSize(1);
    }
  }

  @Test
  void firstSettingsOfTwoCallersBothStand() {
    var outcomes =
        Parallel.times(
            2,
            i ->
                i == 0
                    ? till.set(SalesSettings.newBuilder().setShopName("Laris").build(), "shop_name")
                    : till.set(SalesSettings.newBuilder().setLanguage("id").build(), "language"));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    SalesSettings after = settings();
    assertThat(after.getShopName()).isEqualTo("Laris");
    assertThat(after.getLanguage()).isEqualTo("id");
    assertThat(after.getVersion()).isEqualTo(2);
  }

  @Test
  void firstSettingsWithTheVersionOfTheDefaultsAreOneOfThem() {
    var outcomes =
        Parallel.times(
            2,
            i ->
                till.sales()
                    .updateSalesSettings(
                        UpdateSalesSettingsRequest.newBuilder()
                            .setSettings(SalesSettings.newBuilder().setShopName("Shop " + i))
                            .setUpdateMask(FieldMask.newBuilder().addPaths("shop_name"))
                            .setVersion(0)
                            .build())
                    .getSettings());

    assertThat(Parallel.successes(outcomes)).containsExactly(settings());
    assertThat(Parallel.failures(outcomes))
        .singleElement()
        .satisfies(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.VERSION_CONFLICT));
  }

  private SalesSettings settings() {
    return till.sales()
        .getSalesSettings(GetSalesSettingsRequest.getDefaultInstance())
        .getSettings();
  }
}
