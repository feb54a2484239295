package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The employee who sold a line, where that is not the one of the order. */
@SalesTest
class LineEmployeeTest {

  private static final long TOTAL = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeStaff staff;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", TOTAL);
  }

  @Test
  void aLineKeepsItsEmployeeUntilTheReceipt() {
    String siti = staff.hire();
    Order order = till.create();
    till.add(order, tea, 1);
    till.sales().addOrderItem(add(order, siti).build());

    Order completed = till.complete(till.pay(till.finalizeOrder(order), 2 * TOTAL));

    assertThat(completed.getItemsList())
        .extracting(OrderItem::getEmployeeId)
        .containsExactly("", siti);
    assertThat(till.get(order)).isEqualTo(completed);
  }

  @Test
  void itComesWithASaleInOneCall() {
    String siti = staff.hire();
    NewOrderItem ofSiti =
        NewOrderItem.newBuilder().setVariantId(tea).setQuantity(1).setEmployeeId(siti).build();

    Order sold =
        till.sales()
            .checkout(
                Sales.sale(ofSiti, Sales.item(tea, 1)).addPayments(Sales.cash(2 * TOTAL)).build())
            .getOrder();

    assertThat(sold.getItemsList()).extracting(OrderItem::getEmployeeId).containsExactly(siti, "");
  }

  @Test
  void itChangesOnlyIfTheMaskNamesIt() {
    String siti = staff.hire();
    Order order = till.create();
    OrderItem line = till.sales().addOrderItem(add(order, siti).build()).getItem();
    UpdateOrderItemRequest change =
        UpdateOrderItemRequest.newBuilder()
            .setOrderId(order.getId())
            .setItemId(line.getId())
            .setQuantity(3)
            .setUpdateMask(FieldMask.newBuilder().addPaths("quantity"))
            .build();

    assertThat(till.sales().updateOrderItem(change).getItem().getEmployeeId()).isEqualTo(siti);
    assertThat(
            till.sales()
                .updateOrderItem(
                    change.toBuilder()
                        .setUpdateMask(FieldMask.newBuilder().addPaths("employee_id"))
                        .build())
                .getItem()
                .getEmployeeId())
        .isEmpty();
  }

  @Test
  void aRepeatedLineOfAnotherEmployeeIsAnother() {
    Order order = till.create();
    AddOrderItemRequest.Builder request =
        add(order, staff.hire()).setId(UUID.randomUUID().toString());
    Order added = till.sales().addOrderItem(request.build()).getOrder();

    assertThat(till.sales().addOrderItem(request.build()).getOrder()).isEqualTo(added);
    Refusal.of(() -> till.sales().addOrderItem(request.setEmployeeId(staff.hire()).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  private AddOrderItemRequest.Builder add(Order order, String employeeId) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setVariantId(tea)
        .setQuantity(1)
        .setEmployeeId(employeeId);
  }
}
