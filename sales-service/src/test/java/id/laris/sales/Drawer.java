package id.laris.sales;

import com.google.protobuf.FieldMask;
import id.laris.common.auth.ServiceKey;
import id.laris.pos.v1.BeginShiftRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.EndShiftRequest;
import id.laris.pos.v1.EndShiftResponse;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RegisterShift;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TenderTotals.Tender;
import id.laris.testkit.TestCalls;
import java.util.Optional;
import java.util.UUID;

/** A register with its till, and staff-service, which begins and ends its shifts. */
final class Drawer {

  private final String registerId;
  private final String locationId;
  private final Till till;
  private final SalesServiceBlockingStub staff;

  Drawer(TestCalls calls, ServiceKey key, FakeStaff registers, UUID tenant, String locationId) {
    this.locationId = locationId;
    this.registerId = registers.register(locationId);
    this.till = new Till(calls.as(tenant));
    this.staff = SalesServiceGrpc.newBlockingStub(calls.with(key.credentials(tenant)));
  }

  Till till() {
    return till;
  }

  SalesServiceBlockingStub staff() {
    return staff;
  }

  String registerId() {
    return registerId;
  }

  String begin() {
    return begin(UUID.randomUUID().toString()).getShiftId();
  }

  RegisterShift begin(String shiftId) {
    return staff
        .beginShift(
            BeginShiftRequest.newBuilder()
                .setShiftId(shiftId)
                .setRegisterId(registerId)
                .setLocationId(locationId)
                .build())
        .getShift();
  }

  EndShiftResponse end(String shiftId) {
    return staff.endShift(EndShiftRequest.newBuilder().setShiftId(shiftId).build());
  }

  EndShiftResponse endAndCarryOver(String shiftId) {
    return staff.endShift(
        EndShiftRequest.newBuilder().setShiftId(shiftId).setCarryOverOpenOrders(true).build());
  }

  TenderTotals totals(String shiftId) {
    return till.sales()
        .getTenderTotals(GetTenderTotalsRequest.newBuilder().setShiftId(shiftId).build())
        .getTotals();
  }

  /** The payments of a type in a shift; none has no amounts. */
  Tender tender(String shiftId, Payment.Type type) {
    return of(totals(shiftId), type).orElse(Tender.getDefaultInstance());
  }

  static Optional<Tender> of(TenderTotals totals, Payment.Type type) {
    return totals.getTendersList().stream()
        .filter(tender -> tender.getPaymentType() == type)
        .findFirst();
  }

  /** The cash that a shift has more than at its beginning. */
  long cash(String shiftId) {
    return tender(shiftId, Payment.Type.CASH).getNet().getAmount();
  }

  CheckoutRequest.Builder sale(NewOrderItem... items) {
    return Sales.sale(items).setLocationId(locationId).setRegisterId(registerId);
  }

  Order draft(String variantId, long quantity) {
    Order order =
        till.sales()
            .createOrder(
                CreateOrderRequest.newBuilder()
                    .setLocationId(locationId)
                    .setRegisterId(registerId)
                    .build())
            .getOrder();
    return till.add(order, variantId, quantity);
  }

  Order open(String variantId, long quantity) {
    return till.finalizeOrder(draft(variantId, quantity));
  }

  Order moveHere(Order order) {
    return till.sales()
        .setOrderDetails(
            SetOrderDetailsRequest.newBuilder()
                .setOrderId(order.getId())
                .setRegisterId(registerId)
                .setUpdateMask(FieldMask.newBuilder().addPaths("register_id"))
                .build())
        .getOrder();
  }

  void requireOpenShift() {
    till.set(SalesSettings.newBuilder().setRequireOpenShift(true).build(), "require_open_shift");
  }
}
