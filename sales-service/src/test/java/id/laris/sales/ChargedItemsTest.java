package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.SalesSettings;
import id.laris.testkit.TestCalls;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The customer sees the lines of the payment, and they sum to the charge. */
@SalesTest
class ChargedItemsTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired Reach reach;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;

  @BeforeEach
  void newTenant() {
    reach.restore();
    qr = new Qr(calls, payments, database);
    till = qr.till();
  }

  @Test
  void piecesAreCountedAndWhatIsWeighedIsOneLine() {
    String tea = catalog.sell("Tea", 1_200_000);
    String beans =
        catalog.sell("Beans", 40_000_000, sold -> sold.setUnitDecimals(3).clearVariantName());
    Order open = till.finalizeOrder(till.add(till.draft(tea, 3), beans, 350));

    assertThat(charged(open, open.getTotal().getAmount(), 0))
        .containsExactly(
            line("SKU-Tea", "Tea - Regular", 1_200_000, 3),
            line("SKU-Beans", "0.350 x Beans", 14_000_000, 1));
  }

  @Test
  void modifiersAreInThePriceAndDiscountsServiceTaxesTipAndTheRestAreLines() {
    String service = catalog.charge(charge -> charge.setName("Service").setRatePpm(50_000));
    String ppn = catalog.tax(rule -> rule.setName("PPN").setRatePpm(110_000));
    String within =
        catalog.tax(rule -> rule.setName("Within").setRatePpm(10_000).setInclusive(true));
    QuotedItem.Modifier large = FakeCatalog.modifier("Large", 500_000);
    String latte =
        catalog.sell(
            "Latte",
            2_500_000,
            sold ->
                sold.addModifiers(large)
                    .addServiceChargeIds(service)
                    .addTaxRuleIds(ppn)
                    .addTaxRuleIds(within));
    Order draft = till.create();
    till.sales()
        .addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(draft.getId())
                .setVariantId(latte)
                .setQuantity(2)
                .addModifierIds(large.getModifierId())
                .build());
    till.percentOff(draft, 100_000);
    till.discount(
        ApplyDiscountRequest.newBuilder().setOrderId(draft.getId()).setAmount(100_000).build());
    Order open = till.finalizeOrder(draft);
    long total = open.getTotal().getAmount();

    List<ChargeItem> items = charged(open, 3_000_000, 200_000);

    assertThat(items)
        .containsExactly(
            line("SKU-Latte", "Latte - Regular", 3_000_000, 2),
            line("", "regular", -600_000, 1),
            line("", "Discount", -100_000, 1),
            line("", "Service", open.getServiceCharges(0).getAmount().getAmount(), 1),
            line("", "PPN", taxOf(open, "PPN"), 1),
            line("", "Tip", 200_000, 1),
            line("", "Paid otherwise", 3_000_000 - total, 1));
    assertThat(items.stream().mapToLong(item -> item.getPrice() * item.getQuantity()).sum())
        .isEqualTo(3_200_000);
  }

  @Test
  void piecesThatDoNotCostWholeRupiahAreOneLine() {
    Order open = till.open(catalog.sell("Sweets", 150), 2);

    assertThat(charged(open, 300, 0))
        .containsExactly(line("SKU-Sweets", "2 x Sweets - Regular", 300, 1));
  }

  @Test
  void whatIsNotWholeRupiahIsOneLineForTheWhole() {
    till.set(SalesSettings.newBuilder().setRoundingIncrement(1).build(), "rounding_increment");
    Order open = till.open(catalog.sell("Sweets", 150), 3);
    assertThat(open.getTotal()).isEqualTo(idr(450));

    assertThat(charged(open, 400, 0)).containsExactly(line("", "Order " + open.getId(), 400, 1));
  }

  @Test
  void whatIsFreeIsNoLineAndAnEndlessNameIsCut() {
    String gift = catalog.sell("Gift", 0);
    String tea = catalog.sell("\uD83C\uDF75".repeat(400), 100);
    Order open = till.finalizeOrder(till.add(till.draft(gift, 1), tea, 1));

    assertThat(charged(open, 100, 0))
        .singleElement()
        .returns("\uD83C\uDF75".repeat(300), ChargeItem::getName);
  }

  private List<ChargeItem> charged(Order open, long amount, long tip) {
    qr.add(Qr.request(open, amount).setTip(tip));
    return payments.charges(qr.tenant()).getFirst().getItemsList();
  }

  private static long taxOf(Order order, String name) {
    return order.getTaxesList().stream()
        .filter(tax -> tax.getName().equals(name))
        .mapToLong(tax -> tax.getAmount().getAmount())
        .sum();
  }

  private static ChargeItem line(String id, String name, long price, int quantity) {
    return ChargeItem.newBuilder()
        .setId(id)
        .setName(name)
        .setPrice(price)
        .setQuantity(quantity)
        .build();
  }
}
