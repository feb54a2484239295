package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The values that FinalizeOrder fixes stay, whatever changes in the catalog. */
@SalesTest
class SnapshotTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Till till;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
  }

  @Test
  void aFinalizedOrderDoesNotChangeWithTheCatalog() {
    String tax = catalog.tax(rule -> rule.setName("PPN").setRatePpm(110_000));
    String tea = catalog.sell("Tea", 1_200_000, sold -> sold.addTaxRuleIds(tax));
    Order open = till.open(tea, 2);

    catalog.change(
        tea,
        sold ->
            sold.setUnitPrice(idr(9_900_000))
                .setProductName("Coffee")
                .setVariantName("Large")
                .setSku("OTHER"));
    catalog.changeTax(tax, rule -> rule.setName("VAT").setRatePpm(500_000));
    assertThat(till.get(open)).isEqualTo(open);
    catalog.stopSelling(tea, Reason.ITEM_INACTIVE);

    assertThat(till.finalizeOrder(open)).isEqualTo(open);
    assertThat(till.calculate(open).getOrder()).isEqualTo(open);
    Order noted = till.note(open, "no sugar");
    assertThat(noted.getItemsList()).isEqualTo(open.getItemsList());
    assertThat(noted.getTotal()).isEqualTo(idr(2_664_000));
    Order completed = till.complete(till.pay(open, 2_664_000));
    assertThat(completed.getItemsList()).isEqualTo(open.getItemsList());
    assertThat(completed.getTaxesList()).isEqualTo(open.getTaxesList());
    assertThat(completed.getTaxes(0).getName()).isEqualTo("PPN");
  }

  @Test
  void aDraftIsPricedAsTheCatalogIsNowWhenItIsFinalized() {
    String tea = catalog.sell("Tea", 1_200_000);
    Order draft = till.draft(tea, 1);
    catalog.change(tea, sold -> sold.setUnitPrice(idr(1_500_000)).setProductName("Green Tea"));

    assertThat(till.get(draft).getTotal()).isEqualTo(idr(1_200_000));
    Order open = till.finalizeOrder(draft);

    assertThat(open.getTotal()).isEqualTo(idr(1_500_000));
    assertThat(open.getItems(0).getProductName()).isEqualTo("Green Tea");
  }

  @Test
  void aReopenedOrderIsPricedAnew() {
    String tea = catalog.sell("Tea", 1_200_000);
    Order open = till.open(tea, 1);
    catalog.change(tea, sold -> sold.setUnitPrice(idr(1_500_000)));

    Order draft = till.reopen(open);

    assertThat(draft.getStatus()).isEqualTo(Order.Status.DRAFT);
    assertThat(draft.hasFinalizedAt()).isFalse();
    assertThat(till.finalizeOrder(draft).getTotal()).isEqualTo(idr(1_500_000));
  }

  @Test
  void finalizeNamesEveryOffenderAtOnce() {
    String tea = catalog.sell("Tea", 1_200_000);
    String milk = catalog.sell("Milk", 900_000);
    String cake = catalog.sell("Cake", 2_000_000);
    Order draft = till.add(till.add(till.draft(tea, 1), milk, 1), cake, 1);
    catalog.stopSelling(tea, Reason.ITEM_INACTIVE);
    catalog.stopSelling(cake, Reason.PRICE_NOT_SET);

    Refusal refusal =
        Refusal.of(() -> till.finalizeOrder(draft))
            .has(Reason.ITEM_INACTIVE)
            .with("item_index", "0,2");

    assertThat(refusal.fields()).hasSize(2);
    assertThat(refusal.message()).contains("1 more");
    assertThat(till.get(draft)).isEqualTo(draft);
    assertThat(till.calculate(draft).getProblemsList())
        .extracting("itemIndex")
        .containsExactly(0, 2);
    assertThat(till.calculate(draft).getOrder().getTotal()).isEqualTo(idr(900_000));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "ITEM_INACTIVE", "PRICE_NOT_SET", "MODIFIER_SELECTION_INVALID"})
  void aLineThatCannotBeSoldIsRefusedWithItsReason(Reason reason) {
    String tea = catalog.sell("Tea", 1_200_000);
    Order draft = till.draft(tea, 1);
    catalog.stopSelling(tea, reason);

    Refusal.of(() -> till.finalizeOrder(draft))
        .has(reason)
        .naming("order_id")
        .saying("line 1: ")
        .with("item_index", 0);
    Refusal.of(() -> till.add(draft, tea, 1)).has(reason).naming("variant_id");
    Refusal.of(() -> till.sales().checkout(Sales.sale(Sales.item(tea, 1)).build()))
        .has(reason)
        .naming("items[0]");
  }

  @Test
  void aLineThatCannotBeSoldAnyMoreDoesNotStandInTheWayOfOthers() {
    String tea = catalog.sell("Tea", 1_200_000);
    String milk = catalog.sell("Milk", 900_000);
    Order draft = till.draft(tea, 1);
    catalog.stopSelling(tea, Reason.ITEM_INACTIVE);

    Order after = till.add(draft, milk, 2);

    assertThat(after.getTotal()).isEqualTo(idr(1_800_000));
    assertThat(after.getItems(0).getProductName()).isEqualTo("Tea");
    assertThat(after.getItems(0).getGross()).isEqualTo(idr(0));
    Refusal.of(
            () ->
                till.sales()
                    .updateOrderItem(
                        UpdateOrderItemRequest.newBuilder()
                            .setOrderId(after.getId())
                            .setItemId(after.getItems(0).getId())
                            .setQuantity(2)
                            .setUpdateMask(FieldMask.newBuilder().addPaths("quantity"))
                            .build()))
        .has(Reason.ITEM_INACTIVE)
        .naming("item_id");
  }

  @Test
  void anOrderWithoutLinesIsNotFinalized() {
    Order empty = till.create();

    Refusal.of(() -> till.finalizeOrder(empty)).has(Reason.ORDER_EMPTY).with("id", empty.getId());
  }
}
