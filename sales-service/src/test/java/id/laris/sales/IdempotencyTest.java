package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A write that comes again under its key is done once and answered the same. */
@SalesTest
class IdempotencyTest {

  private static final int REPEATS = 32;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;
  @Autowired LostReplies lostReplies;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", 1_200_000);
  }

  private record Answer(ByteString bytes, boolean replayed) {}

  @Test
  void parallelRepeatsMakeOneOrder() {
    List<Answer> answers =
        inParallel(sales -> sales.createOrder(CreateOrderRequest.getDefaultInstance()));

    assertOneWasDone(answers);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void parallelRepeatsAddOneLine() {
    Order draft = till.create();

    assertOneWasDone(inParallel(sales -> sales.addOrderItem(tea(draft))));
    assertThat(till.get(draft).getItemsList()).hasSize(1);
  }

  @Test
  void parallelRepeatsTakeOnePayment() {
    Order open = till.open(tea, 1);

    assertOneWasDone(inParallel(sales -> sales.addPayment(cash(open, 100_000))));
    assertThat(till.get(open).getPaymentsList()).hasSize(1);
  }

  @Test
  void parallelRepeatsCompleteOnceAndTakeOneNumber() {
    Order paid = till.paid(tea, 1);
    CompleteOrderRequest request =
        CompleteOrderRequest.newBuilder().setOrderId(paid.getId()).build();

    assertOneWasDone(inParallel(sales -> sales.completeOrder(request)));
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).endsWith("-0002");
  }

  @Test
  void parallelRepeatsOfACheckoutAreOneSale() {
    assertOneWasDone(inParallel(sales -> sales.checkout(sale(1_200_000))));

    assertThat(orders()).hasSize(1);
    assertThat(till.sales().checkout(sale(1_200_000)).getOrder().getReceiptNumber())
        .endsWith("-0002");
  }

  @Test
  void aKeyIsForOneRequestAndForOneRpcAndOneTenant() {
    UUID key = UUID.randomUUID();
    Order draft = new Till(calls.as(tenant, key)).create();

    Refusal.of(
            () ->
                stub(key).createOrder(CreateOrderRequest.newBuilder().setNotes("another").build()))
        .has(Reason.IDEMPOTENCY_KEY_REUSED);
    assertThat(stub(key).addOrderItem(tea(draft)).getOrder().getItemsList()).hasSize(1);
    Refusal.of(() -> stub(key).addOrderItem(tea(draft).toBuilder().setQuantity(2).build()))
        .has(Reason.IDEMPOTENCY_KEY_REUSED);
    assertThat(new Till(calls.as(UUID.randomUUID(), key)).create().getId())
        .isNotEqualTo(draft.getId());
    assertThat(till.get(draft).getItems(0).getQuantity()).isEqualTo(1);
  }

  @Test
  void onlySuccessesAreStored() {
    UUID key = UUID.randomUUID();
    Order open = till.open(tea, 1);
    CompleteOrderRequest request =
        CompleteOrderRequest.newBuilder().setOrderId(open.getId()).build();

    Refusal.of(() -> stub(key).completeOrder(request)).has(Reason.INSUFFICIENT_PAYMENT);
    till.pay(open, 1_200_000);

    assertThat(stub(key).completeOrder(request).getOrder().getStatus())
        .isEqualTo(Order.Status.COMPLETED);
    assertThat(call(key, sales -> sales.completeOrder(request)).replayed()).isTrue();
  }

  @Test
  void aRepeatIsAnsweredAsItWasEvenWhenTheOrderHasMovedOn() {
    UUID key = UUID.randomUUID();
    Order draft = till.create();
    Answer first = call(key, sales -> sales.addOrderItem(tea(draft)));
    till.add(draft, tea, 5);
    till.finalizeOrder(draft);
    int questions = catalog.questions();

    Answer second = call(key, sales -> sales.addOrderItem(tea(draft)));

    assertThat(second).isEqualTo(new Answer(first.bytes(), true));
    assertThat(first.replayed()).isFalse();
    assertThat(catalog.questions()).as("the catalog is not asked again").isEqualTo(questions);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    UUID key = UUID.randomUUID();
    Order first = new Till(calls.as(tenant, key)).create();
    try {
      clock.advance(Duration.ofHours(24));
      assertThat(new Till(calls.as(tenant, key)).create().getId()).isNotEqualTo(first.getId());
    } finally {
      clock.set(FakeClock.START);
    }
  }

  @Test
  void theKeyMayComeAsXIdempotencyKeyToo() {
    Metadata headers = TestCalls.headers(tenant);
    headers.put(Headers.X_IDEMPOTENCY_KEY, "order-1");
    Till other = new Till(calls.with(headers));

    assertThat(other.create()).isEqualTo(other.create());
    assertThat(orders()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 201})
  void aBlankOrLongKeyIsRefusedByEveryWrite(int length) {
    Metadata headers = TestCalls.headers(tenant);
    headers.put(Headers.IDEMPOTENCY_KEY, length == 1 ? " " : "k".repeat(length));
    Till bad = new Till(calls.with(headers));
    Order draft = till.create();

    Refusal.of(bad::create).has(Reason.VALIDATION_FAILED).naming("idempotency-key");
    Refusal.of(() -> bad.add(draft, tea, 1))
        .has(Reason.VALIDATION_FAILED)
        .naming("idempotency-key");
    Refusal.of(() -> bad.sales().checkout(sale(1_200_000)))
        .has(Reason.VALIDATION_FAILED)
        .naming("idempotency-key");
    assertThat(orders()).hasSize(1);
  }

  @Test
  void theLongestKeyIsTaken() {
    Metadata headers = TestCalls.headers(tenant);
    headers.put(Headers.IDEMPOTENCY_KEY, "k".repeat(200));

    assertThat(new Till(calls.with(headers)).create().getId()).isNotEmpty();
  }

  @Test
  void aReplyThatWasLostAfterTheCommitIsGivenToTheRepeat() {
    UUID key = UUID.randomUUID();

    lostReplies.loseNext("Checkout");
    Throwable lost = catchThrowable(() -> stub(key).checkout(sale(1_200_000)));

    assertThat(lost).isInstanceOf(StatusRuntimeException.class);
    assertThat(orders()).as("it was committed").hasSize(1);
    AtomicReference<Metadata> headers = new AtomicReference<>();
    CheckoutResponse answer = stub(key, headers).checkout(sale(1_200_000));
    assertThat(answer.getOrder()).isEqualTo(orders().getFirst());
    assertThat(replayed(headers)).isTrue();
    assertThat(orders()).hasSize(1);
  }

  @Test
  void aReplyThatWasLostIsHealedByTheClientsIdToo() {
    CheckoutRequest request =
        sale(1_200_000).toBuilder().setId(UUID.randomUUID().toString()).build();

    lostReplies.loseNext("Checkout");
    assertThat(catchThrowable(() -> till.sales().checkout(request)))
        .isInstanceOf(StatusRuntimeException.class);

    assertThat(till.sales().checkout(request).getOrder()).isEqualTo(orders().getFirst());
    assertThat(orders()).hasSize(1);
  }

  @Test
  void aSaleThatFailsInItsLastStepLeavesNothingAndItsKeyFree() {
    UUID key = UUID.randomUUID();
    CheckoutRequest poisoned = sale(1_200_000).toBuilder().setNotes(Poison.NOTES).build();

    Poison.in(database, () -> Refusal.of(() -> stub(key).checkout(poisoned)).has(Reason.INTERNAL));

    assertThat(orders()).isEmpty();
    assertThat(stub(key).checkout(poisoned).getOrder().getReceiptNumber()).endsWith("-0001");
  }

  private List<Answer> inParallel(Function<SalesServiceBlockingStub, Message> write) {
    UUID key = UUID.randomUUID();
    var outcomes = Parallel.times(REPEATS, number -> call(key, write));
    assertThat(Parallel.failures(outcomes)).isEmpty();
    return Parallel.successes(outcomes);
  }

  private static void assertOneWasDone(List<Answer> answers) {
    assertThat(answers).hasSize(REPEATS);
    assertThat(answers.stream().map(Answer::bytes).distinct()).hasSize(1);
    assertThat(answers.stream().filter(Answer::replayed)).hasSize(REPEATS - 1);
  }

  private Answer call(UUID key, Function<SalesServiceBlockingStub, Message> write) {
    AtomicReference<Metadata> headers = new AtomicReference<>();
    ByteString bytes = write.apply(stub(key, headers)).toByteString();
    return new Answer(bytes, replayed(headers));
  }

  private static boolean replayed(AtomicReference<Metadata> headers) {
    return "true".equals(headers.get().get(Headers.IDEMPOTENCY_REPLAYED));
  }

  private SalesServiceBlockingStub stub(UUID key) {
    return SalesServiceGrpc.newBlockingStub(calls.as(tenant, key));
  }

  private SalesServiceBlockingStub stub(UUID key, AtomicReference<Metadata> headers) {
    return SalesServiceGrpc.newBlockingStub(
        ClientInterceptors.intercept(
            calls.as(tenant, key),
            MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>())));
  }

  private List<Order> orders() {
    return till.sales().listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList();
  }

  private AddOrderItemRequest tea(Order order) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setVariantId(tea)
        .setQuantity(1)
        .build();
  }

  private static AddPaymentRequest cash(Order order, long amount) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(Payment.Type.CASH)
        .setAmount(amount)
        .build();
  }

  private CheckoutRequest sale(long amount) {
    return Sales.sale(Sales.item(tea, 1)).addPayments(Sales.cash(amount)).build();
  }
}
