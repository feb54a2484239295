package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CalculateOrderRequest;
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

/**
 * Lines that are sold by the label of a scale: the catalog reads it, and the till types nothing.
 */
@SalesTest
class LabelTest {

  private static final String PRICED = "2012345012349";
  private static final String WEIGHED = "2112345003504";

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired Reach reach;

  private Till till;
  private String cheese;

  @BeforeEach
  void newTenantThatSellsCheese() {
    reach.restore();
    till = new Till(calls.as(UUID.randomUUID()));
    cheese = catalog.sell("Cheese", 3_700_000, sold -> sold.setUnitDecimals(3));
    catalog.label(PRICED, cheese, label -> label.setQuantity(334).setLabelPrice(idr(1_234_000)));
    catalog.label(WEIGHED, cheese, label -> label.setQuantity(350));
  }

  @Test
  void aLineTakesVariantQuantityAndPriceFromItsLabel() {
    Order draft = till.create();
    AddOrderItemRequest priced = add(draft, PRICED).setId(UUID.randomUUID().toString()).build();

    OrderItem line = till.sales().addOrderItem(priced).getItem();
    Order repeated = till.sales().addOrderItem(priced).getOrder();
    Order both = till.sales().addOrderItem(add(draft, WEIGHED).build()).getOrder();

    assertThat(line.getVariantId()).isEqualTo(cheese);
    assertThat(line.getQuantity()).isEqualTo(334);
    assertThat(line.getLabelBarcode()).isEqualTo(PRICED);
    assertThat(line.getLabelPrice()).isEqualTo(idr(1_234_000));
    assertThat(line.getUnitPrice()).isEqualTo(idr(3_700_000));
    // Not 0.334 times 37,000.
    assertThat(line.getGross()).isEqualTo(idr(1_234_000));
    assertThat(repeated.getItemsList()).containsExactly(line);
    assertThat(both.getItems(1).getQuantity()).isEqualTo(350);
    assertThat(both.getItems(1).hasLabelPrice()).isFalse();
    assertThat(both.getItems(1).getGross()).isEqualTo(idr(1_295_000));
    assertThat(till.finalizeOrder(draft).getTotal()).isEqualTo(idr(1_234_000 + 1_295_000));
    Refusal.of(() -> till.sales().addOrderItem(priced.toBuilder().setLabelBarcode(WEIGHED).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void thePriceOfALabelStaysWhenTheCatalogChangesItsPrice() {
    Order draft = till.create();
    var _ = till.sales().addOrderItem(add(draft, PRICED).build());
    var _ = till.sales().addOrderItem(add(draft, WEIGHED).build());

    catalog.change(cheese, sold -> sold.setUnitPrice(idr(4_000_000)));
    Order open = till.finalizeOrder(draft);

    assertThat(open.getItemsList())
        .extracting(OrderItem::getGross)
        .containsExactly(idr(1_234_000), idr(1_400_000));
  }

  @Test
  void aCalculationAndACheckoutTakeLabelsToo() {
    NewOrderItem priced = NewOrderItem.newBuilder().setLabelBarcode(PRICED).build();
    CalculateOrderRequest.Builder question = CalculateOrderRequest.newBuilder();
    question.getDraftBuilder().addItems(priced);

    Order calculated = till.sales().calculateOrder(question.build()).getOrder();
    Order sold =
        till.sales()
            .checkout(Sales.sale(priced).addPayments(Sales.cash(1_234_000)).build())
            .getOrder();

    assertThat(calculated.getTotal()).isEqualTo(idr(1_234_000));
    assertThat(sold.getTotal()).isEqualTo(idr(1_234_000));
    assertThat(sold.getItems(0).getQuantity()).isEqualTo(334);
  }

  @Test
  void theTillTypesNoQuantityBesideALabel() {
    Order draft = till.create();
    Refusal.of(() -> till.sales().addOrderItem(add(draft, PRICED).setQuantity(1).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
    Refusal.of(() -> till.sales().addOrderItem(add(draft, "").setVariantId(cheese).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
    NewOrderItem typed = NewOrderItem.newBuilder().setLabelBarcode(PRICED).setQuantity(2).build();
    Refusal.of(() -> till.sales().checkout(Sales.sale(typed).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("items[0].quantity");

    OrderItem line = till.sales().addOrderItem(add(draft, PRICED).build()).getItem();
    UpdateOrderItemRequest.Builder change =
        UpdateOrderItemRequest.newBuilder()
            .setOrderId(draft.getId())
            .setItemId(line.getId())
            .setQuantity(500)
            .setNotes("thin slices");
    Refusal.of(() -> till.sales().updateOrderItem(change.setUpdateMask(mask("quantity")).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
    OrderItem noted =
        till.sales().updateOrderItem(change.setUpdateMask(mask("notes")).build()).getItem();
    assertThat(noted).isEqualTo(line.toBuilder().setNotes("thin slices").build());
  }

  @Test
  void aLabelThatCannotBeReadIsNamed() {
    NewOrderItem unknown = NewOrderItem.newBuilder().setLabelBarcode("2012345012345").build();
    Order draft = till.create();

    Refusal.of(() -> till.sales().addOrderItem(add(draft, "2012345012345").build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("label_barcode");
    Refusal.of(() -> till.sales().checkout(Sales.sale(unknown).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("items[0].label_barcode");
    CalculateOrderRequest.Builder question = CalculateOrderRequest.newBuilder();
    question.getDraftBuilder().addItems(unknown);
    assertThat(till.sales().calculateOrder(question.build()).getProblemsList()).hasSize(1);
    assertThat(till.get(draft).getItemsList()).isEmpty();
  }

  private static FieldMask mask(String path) {
    return FieldMask.newBuilder().addPaths(path).build();
  }

  private static AddOrderItemRequest.Builder add(Order order, String label) {
    return AddOrderItemRequest.newBuilder().setOrderId(order.getId()).setLabelBarcode(label);
  }
}
