package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListRolesRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Metadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A manager approves with a PIN, and one call of the cashier may then do more. */
@SuiteWalk
class ApprovedCallTest {

  private static final String SCOPES =
      "catalog.read customers.read promotions.read sales.read sales.write";
  private static final String PIN = "258046";

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;

  private final UUID tenant = UUID.randomUUID();
  private SalesServiceBlockingStub cashier;
  private String location;
  private String latte;

  @BeforeEach
  void openShop() {
    Channel office = calls.as(tenant);
    cashier = cashier(null, null);
    latte = TinyCatalog.variant(office);
    location =
        InventoryServiceGrpc.newBlockingStub(office)
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("CAFE").setName("Cafe").build())
            .getLocation()
            .getId();
    StaffServiceBlockingStub staff = StaffServiceGrpc.newBlockingStub(office);
    String manager =
        staff.listRoles(ListRolesRequest.getDefaultInstance()).getBuiltInRolesList().stream()
            .filter(role -> role.getName().equals("MANAGER"))
            .map(Role::getId)
            .findFirst()
            .orElseThrow();
    String maya =
        staff
            .createEmployee(
                CreateEmployeeRequest.newBuilder().setName("Maya").addRoleIds(manager).build())
            .getEmployee()
            .getId();
    var _ = staff.setPin(SetPinRequest.newBuilder().setEmployeeId(maya).setPin(PIN).build());
  }

  @Test
  void aVoidThatTheCashierMayNotDoIsDoneOnceItIsApproved() {
    Order order = openOrder();
    Refusal.of(() -> voidOrder(cashier, order)).has(Reason.PERMISSION_DENIED);

    Order voided = voidOrder(cashier(approve("sales.void", order), null), order);

    assertThat(voided.getStatus()).isEqualTo(Order.Status.VOIDED);
  }

  @Test
  void anApprovalIsForItsOrderAndOneCall() {
    Order order = openOrder();
    Order other = openOrder();
    String approval = approve("sales.void", order);

    Refusal.of(() -> voidOrder(cashier(approval, null), other)).has(Reason.APPROVAL_NOT_USABLE);
    assertThat(voidOrder(cashier(approval, null), order).getStatus())
        .isEqualTo(Order.Status.VOIDED);
    Refusal.of(() -> voidOrder(cashier(approval, null), order)).has(Reason.APPROVAL_NOT_USABLE);
    assertThat(
            cashier
                .getOrder(GetOrderRequest.newBuilder().setOrderId(other.getId()).build())
                .getOrder()
                .getStatus())
        .isEqualTo(Order.Status.OPEN);
  }

  @Test
  void aDiscountAboveTheLimitIsApprovedAndRepeatedUnderItsKeyGivenOnce() {
    Order draft = draft();
    ApplyDiscountRequest half =
        ApplyDiscountRequest.newBuilder()
            .setOrderId(draft.getId())
            .setPercentPpm(500_000)
            .setReason("Late")
            .build();
    Refusal.of(() -> cashier.applyDiscount(half)).has(Reason.DISCOUNT_TOO_HIGH);
    SalesServiceBlockingStub approved =
        cashier(approve("sales.discount", draft), UUID.randomUUID());

    ApplyDiscountResponse given = approved.applyDiscount(half);

    assertThat(given.getOrder().getTotal().getAmount()).isEqualTo(TinyCatalog.PRICE / 2);
    assertThat(approved.applyDiscount(half)).as("repeated").isEqualTo(given);
    Refusal.of(() -> approved.applyDiscount(half.toBuilder().setPercentPpm(900_000).build()))
        .has(Reason.APPROVAL_NOT_USABLE);
    assertThat(
            cashier
                .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
                .getOrder()
                .getTotal()
                .getAmount())
        .isEqualTo(TinyCatalog.PRICE / 2);
  }

  @Test
  void anApprovalOfAnotherScopeDoesNotHelp() {
    Order order = openOrder();

    Refusal.of(() -> voidOrder(cashier(approve("payments.refund", order), null), order))
        .has(Reason.APPROVAL_NOT_USABLE);
  }

  @Test
  void anApprovalIdThatIsNoUuidIsNamed() {
    Order order = openOrder();

    Refusal.of(() -> voidOrder(cashier("mine", null), order))
        .has(Reason.VALIDATION_FAILED)
        .naming("x-approval-id");
  }

  @Test
  void noRpcIsAnsweredForAnApprovalThatDoesNotExist() {
    RequestMaker requests = new RequestMaker(World.of(calls.as(tenant)));
    Metadata headers = TestCalls.headers(tenant);
    headers.put(Headers.DEV_SCOPES, "nothing.at.all");
    headers.put(Headers.APPROVAL_ID, UUID.randomUUID().toString());
    Channel channel = calls.with(headers);

    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      Message request = requests.make(rpc.emptyRequest());
      assertThat(Refusal.of(() -> rpc.call(channel, request)).reason())
          .as("%s", rpc)
          .isEqualTo(Reason.APPROVAL_NOT_USABLE.name());
    }
    for (EveryRpc.Callable rpc : everyRpc.ofServices()) {
      Refusal.of(() -> rpc.call(channel, rpc.emptyRequest())).has(Reason.PERMISSION_DENIED);
    }
  }

  private SalesServiceBlockingStub cashier(@Nullable String approval, @Nullable UUID key) {
    Metadata headers = TestCalls.headers(tenant);
    headers.put(Headers.DEV_SCOPES, SCOPES);
    if (approval != null) {
      headers.put(Headers.APPROVAL_ID, approval);
    }
    if (key != null) {
      headers.put(Headers.IDEMPOTENCY_KEY, key.toString());
    }
    return SalesServiceGrpc.newBlockingStub(calls.with(headers));
  }

  private String approve(String action, Order order) {
    return StaffServiceGrpc.newBlockingStub(calls.as(tenant, SCOPES))
        .approve(
            ApproveRequest.newBuilder()
                .setAction(action)
                .setResourceId(order.getId())
                .setPin(PIN)
                .setLocationId(location)
                .build())
        .getApproval()
        .getId();
  }

  private static Order voidOrder(SalesServiceBlockingStub by, Order order) {
    return by.voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(order.getId()).setReason("Mistake").build())
        .getOrder();
  }

  private Order draft() {
    Order order = cashier.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder();
    var _ =
        cashier.addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setVariantId(latte)
                .setQuantity(1)
                .build());
    return order;
  }

  private Order openOrder() {
    return cashier
        .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft().getId()).build())
        .getOrder();
  }
}
