package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CloseShiftResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetShiftReportRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sales and staff-service together: what is expected in a drawer is what tills got acknowledged,
 * whatever happens at the same moment.
 */
@SuiteWalk
class ShiftSaleTest {

  private static final long PRICE = TinyCatalog.PRICE;

  @Autowired TestCalls calls;

  private SalesServiceBlockingStub sales;
  private StaffServiceBlockingStub staff;
  private String locationId;
  private String registerId;
  private String latte;

  @BeforeEach
  void openShop() {
    Channel channel = calls.as(UUID.randomUUID());
    sales = SalesServiceGrpc.newBlockingStub(channel);
    staff = StaffServiceGrpc.newBlockingStub(channel);
    latte = TinyCatalog.variant(channel);
    locationId =
        InventoryServiceGrpc.newBlockingStub(channel)
            .createLocation(
                CreateLocationRequest.newBuilder()
                    .setCode("A1")
                    .setName("Shop")
                    .setKind(Location.Kind.STORE)
                    .setTimeZone("Asia/Jakarta")
                    .build())
            .getLocation()
            .getId();
    registerId =
        staff
            .createRegister(
                CreateRegisterRequest.newBuilder()
                    .setCode("K1")
                    .setName("Counter")
                    .setLocationId(locationId)
                    .build())
            .getRegister()
            .getId();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theExpectedCashIsWhatWasAcknowledged(long seed) {
    Random random = new Random(seed);
    long cash = random.nextInt(1_000_000);
    Shift shift = open(cash);

    for (int step = 0; step < 30; step++) {
      int amount = 1_000 * (1 + random.nextInt(100));
      switch (random.nextInt(6)) {
        case 0 -> cash += netOf(checkout(Payment.Type.CASH, PRICE + amount));
        case 1 -> {
          var _ = checkout(Payment.Type.CARD, PRICE);
        }
        case 2 -> cash += netOf(pay(openOrder(), Payment.Type.CASH, amount));
        case 3 -> {
          Order order = pay(openOrder(), Payment.Type.CASH, amount);
          var _ = random.nextBoolean() ? voidOrder(order) : voidPayment(order);
        }
        case 4 -> {
          move(shift, Kind.PAY_IN, amount);
          cash += amount;
        }
        default -> {
          move(shift, random.nextBoolean() ? Kind.PAY_OUT : Kind.DROP, amount);
          cash -= amount;
        }
      }
    }

    assertThat(report(shift).getExpected().getAmount()).isEqualTo(cash);
    count(shift);
    ShiftReport z = closeAndCarryOver(shift).getReport();
    assertThat(z.getExpected().getAmount()).isEqualTo(cash);
    assertThat(report(shift)).isEqualTo(z);
  }

  @Test
  void aSaleAtTheMomentOfTheCloseIsInTheReportOrRefused() {
    requireOpenShift();
    for (int round = 1; round <= 5; round++) {
      Shift shift = open(0);
      count(shift);

      List<Parallel.Outcome<Object>> outcomes =
          Parallel.times(
              10, number -> number == 5 ? close(shift) : checkout(Payment.Type.CASH, PRICE));

      List<Order> sold =
          Parallel.successes(outcomes).stream()
              .filter(Order.class::isInstance)
              .map(Order.class::cast)
              .toList();
      assertThat(sold).allMatch(order -> order.getShiftId().equals(shift.getId()));
      assertThat(Parallel.failures(outcomes))
          .hasSize(9 - sold.size())
          .allSatisfy(
              thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.SHIFT_NOT_OPEN));
      ShiftReport z = report(shift);
      assertThat(z.getExpected().getAmount()).isEqualTo(sold.size() * PRICE);
      assertThat(z.getShift().getZNumber()).isEqualTo(round);
    }
  }

  @Test
  void aVoidAfterTheCloseIsACorrectionUnlessAShiftIsOpen() {
    Shift monday = open(0);
    Order first = pay(openOrder(), Payment.Type.CASH, 100_000);
    Order second = pay(openOrder(), Payment.Type.CASH, 50_000);
    count(monday);
    Refusal.of(() -> close(monday)).has(Reason.SHIFT_HAS_OPEN_ORDERS).with("orders", 2);
    var _ = closeAndCarryOver(monday);

    var _ = voidPayment(first);
    Shift tuesday = open(0);
    var _ = voidOrder(second);

    assertThat(report(tuesday).getExpected().getAmount()).isEqualTo(-50_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(report(monday).getCorrectionsCount()).isEqualTo(1));
    ShiftReport corrected = report(monday);
    assertThat(corrected.getExpected().getAmount()).isEqualTo(150_000);
    assertThat(corrected.getCorrectedExpected().getAmount()).isEqualTo(50_000);
    assertThat(corrected.getCorrections(0).getOrderIdsList()).contains(first.getId());
  }

  @Test
  void anOrderThatIsCarriedOverIsASaleOfTheShiftThatCompletesIt() {
    Shift monday = open(0);
    Order order = pay(openOrder(), Payment.Type.CASH, 100_000);
    count(monday);
    var _ = closeAndCarryOver(monday);
    Shift tuesday = open(0);

    pay(order, Payment.Type.CASH, PRICE - 100_000);
    Order completed =
        sales
            .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build())
            .getOrder();

    assertThat(completed.getShiftId()).isEqualTo(tuesday.getId());
    assertThat(report(tuesday).getExpected().getAmount()).isEqualTo(PRICE - 100_000);
    assertThat(report(tuesday).getTotals().getSales(0).getTotal().getAmount()).isEqualTo(PRICE);
    assertThat(report(monday).getTotals().getSalesList()).isEmpty();
  }

  private Shift open(long openingFloat) {
    return staff
        .openShift(
            OpenShiftRequest.newBuilder()
                .setRegisterId(registerId)
                .setOpeningFloat(Money.newBuilder().setAmount(openingFloat).setCurrency("IDR"))
                .build())
        .getShift();
  }

  private void move(Shift shift, Kind kind, long amount) {
    var _ =
        staff.recordCashMovement(
            RecordCashMovementRequest.newBuilder()
                .setShiftId(shift.getId())
                .setKind(kind)
                .setAmount(amount)
                .setReason("change")
                .build());
  }

  private void count(Shift shift) {
    var _ =
        staff.countShift(
            CountShiftRequest.newBuilder().setShiftId(shift.getId()).setAmount(0).build());
  }

  private CloseShiftResponse close(Shift shift) {
    return staff.closeShift(CloseShiftRequest.newBuilder().setShiftId(shift.getId()).build());
  }

  private CloseShiftResponse closeAndCarryOver(Shift shift) {
    return staff.closeShift(
        CloseShiftRequest.newBuilder()
            .setShiftId(shift.getId())
            .setCarryOverOpenOrders(true)
            .build());
  }

  private ShiftReport report(Shift shift) {
    return staff
        .getShiftReport(GetShiftReportRequest.newBuilder().setShiftId(shift.getId()).build())
        .getReport();
  }

  private Order checkout(Payment.Type type, long amount) {
    return sales
        .checkout(
            CheckoutRequest.newBuilder()
                .setLocationId(locationId)
                .setRegisterId(registerId)
                .addItems(NewOrderItem.newBuilder().setVariantId(latte).setQuantity(1))
                .addPayments(
                    CheckoutRequest.Tender.newBuilder().setPaymentType(type).setAmount(amount))
                .build())
        .getOrder();
  }

  private Order openOrder() {
    Order order =
        sales
            .createOrder(
                CreateOrderRequest.newBuilder()
                    .setLocationId(locationId)
                    .setRegisterId(registerId)
                    .build())
            .getOrder();
    var _ =
        sales.addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setVariantId(latte)
                .setQuantity(1)
                .build());
    return sales
        .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  private Order pay(Order order, Payment.Type type, long amount) {
    return sales
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(type)
                .setAmount(amount)
                .build())
        .getOrder();
  }

  private Order voidOrder(Order order) {
    return sales
        .voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(order.getId()).setReason("gone").build())
        .getOrder();
  }

  private Order voidPayment(Order order) {
    return sales
        .voidPayment(
            VoidPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentId(order.getPayments(0).getId())
                .build())
        .getOrder();
  }

  private static long netOf(Order order) {
    return order.getPaidTotal().getAmount();
  }

  private void requireOpenShift() {
    var _ =
        sales.updateSalesSettings(
            UpdateSalesSettingsRequest.newBuilder()
                .setSettings(SalesSettings.newBuilder().setRequireOpenShift(true))
                .setUpdateMask(
                    com.google.protobuf.FieldMask.newBuilder().addPaths("require_open_shift"))
                .build());
  }
}
