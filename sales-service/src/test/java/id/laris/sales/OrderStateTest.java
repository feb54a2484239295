package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RemoveDiscountRequest;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The allowed and the refused RPCs in each state of an order. */
@SalesTest
class OrderStateTest {

  private static final String NOWHERE = "00000000-0000-0000-0000-000000000009";
  private static final String SHOP = "00000000-0000-0000-0000-00000000000a";

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    inventory.open("A1", location -> location.setId(SHOP));
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_200_000);
  }

  /** Makes an order in a state: with one line and one discount. */
  enum State {
    DRAFT,
    OPEN,
    PAID,
    COMPLETED,
    VOIDED
  }

  /** Every RPC that changes an order. */
  enum Rpc {
    ADD_ITEM,
    UPDATE_ITEM,
    REMOVE_ITEM,
    APPLY_DISCOUNT,
    REMOVE_DISCOUNT,
    SET_LOCATION,
    SET_NOTES,
    FINALIZE,
    REOPEN,
    PAY,
    VOID_PAYMENT,
    COMPLETE,
    VOID
  }

  @ParameterizedTest
  @CsvSource({
    // RPC, then its effect on: DRAFT, OPEN, PAID, COMPLETED, VOIDED
    "ADD_ITEM,        changes, STATE, STATE, STATE, ORDER_VOIDED",
    "UPDATE_ITEM,     changes, STATE, STATE, STATE, ORDER_VOIDED",
    "REMOVE_ITEM,     changes, STATE, STATE, STATE, ORDER_VOIDED",
    "APPLY_DISCOUNT,  changes, STATE, STATE, STATE, ORDER_VOIDED",
    "REMOVE_DISCOUNT, changes, STATE, STATE, STATE, ORDER_VOIDED",
    "SET_LOCATION,    changes, STATE, STATE, STATE, ORDER_VOIDED",
    "SET_NOTES,       changes, changes, changes, STATE, ORDER_VOIDED",
    "FINALIZE,        changes, same, same, STATE, ORDER_VOIDED",
    "REOPEN,          same, changes, STATE, STATE, ORDER_VOIDED",
    "PAY,             STATE, changes, PAYMENT_EXCEEDS_BALANCE, STATE, ORDER_VOIDED",
    "VOID_PAYMENT,    NOT_FOUND, NOT_FOUND, changes, STATE, same",
    "COMPLETE,        STATE, INSUFFICIENT_PAYMENT, changes, same, ORDER_VOIDED",
    "VOID,            changes, changes, changes, STATE, same"
  })
  void everyRpcKnowsItsStates(
      Rpc rpc, String draft, String open, String paid, String completed, String voided) {
    Map<State, String> expected =
        Map.of(
            State.DRAFT, draft,
            State.OPEN, open,
            State.PAID, paid,
            State.COMPLETED, completed,
            State.VOIDED, voided);
    for (State state : State.values()) {
      Order before = orderIn(state);
      String outcome = String.valueOf(expected.get(state));
      switch (outcome) {
        case "changes" -> {
          Order after = run(rpc, till, before, null);
          assertThat(after.getVersion()).as("%s", state).isEqualTo(before.getVersion() + 1);
          assertThat(till.get(before)).as("%s", state).isEqualTo(after);
        }
        case "same" -> {
          assertThat(run(rpc, till, before, null)).as("%s", state).isEqualTo(before);
          // The retry of a lost reply carries the old version.
          assertThat(run(rpc, till, before, before.getVersion() - 1)).isEqualTo(before);
        }
        default -> {
          boolean wrongState = outcome.equals("STATE");
          Refusal refusal =
              Refusal.of(() -> run(rpc, till, before, null))
                  .has(wrongState ? Reason.ILLEGAL_STATE_TRANSITION : Reason.valueOf(outcome));
          if (wrongState || outcome.equals("ORDER_VOIDED")) {
            assertThat(refusal.facts().get("from"))
                .as("%s", state)
                .startsWith(before.getStatus().name());
          }
          assertThat(till.get(before)).as("%s", state).isEqualTo(before);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Rpc.class)
  void aStaleVersionIsRefusedAndTheCurrentOneIsNot(Rpc rpc) {
    State state =
        switch (rpc) {
          case REOPEN, PAY -> State.OPEN;
          case VOID_PAYMENT, COMPLETE -> State.PAID;
          default -> State.DRAFT;
        };
    Order before = orderIn(state);

    Refusal.of(() -> run(rpc, till, before, before.getVersion() - 1))
        .has(Reason.VERSION_CONFLICT)
        .with("expected", before.getVersion() - 1)
        .with("actual", before.getVersion())
        .with("id", before.getId());
    assertThat(till.get(before)).isEqualTo(before);
    assertThat(run(rpc, till, before, before.getVersion()).getVersion())
        .isEqualTo(before.getVersion() + 1);
  }

  @ParameterizedTest
  @EnumSource(Rpc.class)
  void anOrderThatIsNotThereIsNotFound(Rpc rpc) {
    Order unknown = orderIn(State.PAID).toBuilder().setId(UUID.randomUUID().toString()).build();

    Refusal.of(() -> run(rpc, till, unknown, null))
        .has(Reason.NOT_FOUND)
        .with("resource", "order")
        .with("id", unknown.getId());
  }

  @ParameterizedTest
  @EnumSource(Rpc.class)
  void anotherTenantsOrderIsNotFoundAndStaysAsItIs(Rpc rpc) {
    Order theirs = orderIn(State.PAID);
    Till other = new Till(calls.as(UUID.randomUUID()));

    Refusal.of(() -> run(rpc, other, theirs, null)).has(Reason.NOT_FOUND);
    assertThat(till.get(theirs)).isEqualTo(theirs);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void aReceiptIsOfACompletedOrder(State state) {
    Order order = orderIn(state);
    GetReceiptRequest request = GetReceiptRequest.newBuilder().setOrderId(order.getId()).build();

    if (state == State.COMPLETED) {
      assertThat(till.sales().getReceipt(request).getReceipt().getReceiptNumber())
          .isEqualTo(order.getReceiptNumber());
    } else {
      Refusal.of(() -> till.sales().getReceipt(request))
          .has(Reason.ILLEGAL_STATE_TRANSITION)
          .with("from", order.getStatus());
    }
    if (state != State.DRAFT) {
      assertThat(till.calculate(order).getOrder()).as("shown as it stands").isEqualTo(order);
    }
  }

  /** Calls the RPC, with a version where one is given. */
  private Order run(Rpc rpc, Till by, Order order, @Nullable Integer version) {
    Message.Builder builder = request(rpc, order);
    if (version != null) {
      builder.setField(builder.getDescriptorForType().findFieldByName("version"), version);
    }
    var sales = by.sales();
    return switch (builder.build()) {
      case AddOrderItemRequest add -> sales.addOrderItem(add).getOrder();
      case UpdateOrderItemRequest update -> sales.updateOrderItem(update).getOrder();
      case RemoveOrderItemRequest remove -> sales.removeOrderItem(remove).getOrder();
      case ApplyDiscountRequest apply -> sales.applyDiscount(apply).getOrder();
      case RemoveDiscountRequest remove -> sales.removeDiscount(remove).getOrder();
      case SetOrderDetailsRequest set -> sales.setOrderDetails(set).getOrder();
      case FinalizeOrderRequest finalize -> sales.finalizeOrder(finalize).getOrder();
      case ReopenOrderRequest reopen -> sales.reopenOrder(reopen).getOrder();
      case AddPaymentRequest pay -> sales.addPayment(pay).getOrder();
      case VoidPaymentRequest refund -> sales.voidPayment(refund).getOrder();
      case CompleteOrderRequest complete -> sales.completeOrder(complete).getOrder();
      case VoidOrderRequest cancel -> sales.voidOrder(cancel).getOrder();
      default -> throw new AssertionError(builder);
    };
  }

  private static Message.Builder request(Rpc rpc, Order order) {
    return switch (rpc) {
      case ADD_ITEM -> addItem(order);
      case UPDATE_ITEM -> updateItem(order);
      case REMOVE_ITEM -> removeItem(order);
      case APPLY_DISCOUNT -> Till.percent(order, 1).toBuilder();
      case REMOVE_DISCOUNT -> removeDiscount(order);
      case SET_LOCATION -> details(order, "location_id");
      case SET_NOTES -> details(order, "notes");
      case FINALIZE -> finalizeOrder(order);
      case REOPEN -> reopen(order);
      case PAY -> cash(order);
      case VOID_PAYMENT -> voidPayment(order);
      case COMPLETE -> complete(order);
      case VOID -> voidOrder(order);
    };
  }

  private Order orderIn(State state) {
    Order draft = till.percentOff(till.draft(tea, 2), 100_000);
    if (state == State.DRAFT) {
      return draft;
    }
    Order open = till.finalizeOrder(draft);
    if (state == State.OPEN) {
      return open;
    }
    Order paid = till.pay(open, open.getTotal().getAmount());
    return switch (state) {
      case COMPLETED -> till.complete(paid);
      case VOIDED -> till.voidOrder(paid);
      default -> paid;
    };
  }

  private static AddOrderItemRequest.Builder addItem(Order order) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setVariantId(order.getItems(0).getVariantId())
        .setQuantity(1);
  }

  private static UpdateOrderItemRequest.Builder updateItem(Order order) {
    return UpdateOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setItemId(order.getItems(0).getId())
        .setQuantity(3)
        .setUpdateMask(FieldMask.newBuilder().addPaths("quantity"));
  }

  private static RemoveOrderItemRequest.Builder removeItem(Order order) {
    return RemoveOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setItemId(order.getItems(0).getId());
  }

  private static RemoveDiscountRequest.Builder removeDiscount(Order order) {
    return RemoveDiscountRequest.newBuilder()
        .setOrderId(order.getId())
        .setDiscountId(order.getDiscounts(0).getId());
  }

  private static SetOrderDetailsRequest.Builder details(Order order, String field) {
    return SetOrderDetailsRequest.newBuilder()
        .setOrderId(order.getId())
        .setLocationId(SHOP)
        .setNotes("by the window")
        .setUpdateMask(FieldMask.newBuilder().addPaths(field));
  }

  private static FinalizeOrderRequest.Builder finalizeOrder(Order order) {
    return FinalizeOrderRequest.newBuilder().setOrderId(order.getId());
  }

  private static ReopenOrderRequest.Builder reopen(Order order) {
    return ReopenOrderRequest.newBuilder().setOrderId(order.getId());
  }

  private static AddPaymentRequest.Builder cash(Order order) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(Payment.Type.CASH)
        .setAmount(500_000);
  }

  private static VoidPaymentRequest.Builder voidPayment(Order order) {
    return VoidPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentId(order.getPaymentsCount() == 0 ? NOWHERE : order.getPayments(0).getId());
  }

  private static CompleteOrderRequest.Builder complete(Order order) {
    return CompleteOrderRequest.newBuilder().setOrderId(order.getId());
  }

  private static VoidOrderRequest.Builder voidOrder(Order order) {
    return VoidOrderRequest.newBuilder().setOrderId(order.getId()).setReason("mistake");
  }
}
