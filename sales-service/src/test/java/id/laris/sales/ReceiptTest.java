package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesSettings;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Receipts as fields and as text. */
@SalesTest
class ReceiptTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired Reach reach;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired DatabaseSettings database;

  private Till till;
  private Order order;

  /** A sale with everything on it that a receipt can have. */
  @BeforeEach
  void aSaleOfANewTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    till.set(
        SalesSettings.newBuilder()
            .setShopName("Warung Laris")
            .setReceiptFooter("Thank you!\nSee you again")
            .build(),
        "shop_name",
        "receipt_footer");
    String service =
        catalog.charge(charge -> charge.setName("Service").setRatePpm(50_000).setTaxable(true));
    String ppn = catalog.tax(rule -> rule.setName("PPN").setRatePpm(110_000));
    String plastic =
        catalog.tax(
            rule -> rule.setName("Plastic").setInclusive(true).setAmountPerUnit(idr(20_000)));
    QuotedItem.Modifier large = FakeCatalog.modifier("Large", 500_000);
    String latte =
        catalog.sell(
            "Iced Latte",
            2_500_000,
            sold ->
                sold.addModifiers(large)
                    .addServiceChargeIds(service)
                    .addTaxRuleIds(ppn)
                    .addTaxRuleIds(plastic));
    String beans =
        catalog.sell(
            "Arabica beans of the highlands of Gayo, Aceh",
            40_000_000,
            sold -> sold.setUnitDecimals(3).clearVariantName().addTaxRuleIds(ppn));
    order =
        till.sales()
            .checkout(
                Sales.sale(
                        NewOrderItem.newBuilder()
                            .setVariantId(latte)
                            .setQuantity(2)
                            .addModifierIds(large.getModifierId())
                            .setNotes("less sugar")
                            .build(),
                        Sales.item(beans, 350))
                    .addDiscounts(NewOrderDiscount.newBuilder().setPercentPpm(100_000))
                    .addPayments(Sales.tender(Payment.Type.CARD, 10_000_000))
                    .addPayments(Sales.cash(15_000_000).toBuilder().setTip(500_000))
                    .build())
            .getOrder();
  }

  @Test
  void theTextIsWhatItHasAlwaysBeen() {
    assertThat(text(80, "en"))
        .isEqualTo(
            """
                              Warung Laris
                           POS-20260115-0001
                            2026-01-15 12:00
            ------------------------------------------------
            Iced Latte - Regular
              + Large (5,000)
              2 x 25,000                              60,000
              less sugar
            Arabica beans of the highlands of Gayo, Aceh
              0.350 x 400,000                        140,000
            ------------------------------------------------
            Subtotal                                 200,000
            Discount                                 -20,000
            Service 5%                                 2,700
            Plastic (incl.)                              400
            PPN 11%                                   20,053
            TOTAL IDR                                202,753
            ------------------------------------------------
            Card                                     100,000
            Cash                                     155,000
            Tip                                        5,000
            Change                                    47,247

                               Thank you!
                             See you again
            """);
  }

  @Test
  void theTextOfNarrowPaperInIndonesian() {
    assertThat(text(58, "id"))
        .isEqualTo(
            """
                      Warung Laris
                   POS-20260115-0001
                    2026-01-15 12:00
            --------------------------------
            Iced Latte - Regular
              + Large (5.000)
              2 x 25.000              60.000
              less sugar
            Arabica beans of the highlands
              of Gayo, Aceh
              0,350 x 400.000        140.000
            --------------------------------
            Jumlah                   200.000
            Diskon                   -20.000
            Service 5%                 2.700
            Plastic (termasuk)           400
            PPN 11%                   20.053
            TOTAL IDR                202.753
            --------------------------------
            Kartu                    100.000
            Tunai                    155.000
            Tip                        5.000
            Kembali                   47.247

                       Thank you!
                     See you again
            """);
  }

  @Test
  void theHeaderHasAddressAndTaxNumberTableCashierAndReferences() {
    sellAtATable("");

    assertThat(text(58, "en"))
        .isEqualTo(
            """
                      Warung Laris
               Jl. Tunjungan 1, Surabaya
              Tax no. 01.234.567.8-901.000
                   POS-20260115-0002
                    2026-01-15 12:00
            --------------------------------
            Table 12
            Cashier Budi
            --------------------------------
            Tea - Regular
              1 x 10,000              10,000
            --------------------------------
            Subtotal                  10,000
            TOTAL IDR                 10,000
            --------------------------------
            Card                      10,000
              Ref. 123456

                       Thank you!
                     See you again
            """);
    assertThat(text(80, "id"))
        .contains("NPWP 01.234.567.8-901.000\n", "\nMeja 12\nKasir Budi\n", "\n  Ref. 123456\n");
  }

  @Test
  void theStructuredReceiptHasTheHeaderToo() {
    sellAtATable("");

    Receipt receipt = receipt();

    assertThat(receipt.getShopAddress()).isEqualTo("Jl. Tunjungan 1, Surabaya");
    assertThat(receipt.getTaxNumber()).isEqualTo("01.234.567.8-901.000");
    assertThat(receipt.getTable()).isEqualTo("12");
    assertThat(receipt.getEmployeeId()).isEqualTo(order.getEmployeeId());
    assertThat(receipt.getEmployeeName()).isEqualTo("Budi");
    assertThat(receipt.getPayments(0).getReference()).isEqualTo("123456");
  }

  @Test
  void theLocationGivesTheNameAndAddressThatTheSettingsLack() {
    String shop = inventory.open("A1", location -> location.setName("Laris A").setAddress("Jl. A"));
    sellAtATable(shop);
    till.set(SalesSettings.getDefaultInstance(), "shop_name", "shop_address");
    inventory.change(shop, location -> location.setName("Laris B").setAddress("Jl. B"));
    int questions = inventory.questions();

    assertThat(receipt().getShopName()).isEqualTo("Laris A");
    assertThat(receipt().getShopAddress()).isEqualTo("Jl. A");
    assertThat(inventory.questions()).isEqualTo(questions);
  }

  @Test
  void theSettingsPrecedeTheLocation() {
    sellAtATable(inventory.open("A2", location -> location.setName("Laris A").setAddress("Jl. A")));

    assertThat(receipt().getShopName()).isEqualTo("Warung Laris");
    assertThat(receipt().getShopAddress()).isEqualTo("Jl. Tunjungan 1, Surabaya");
  }

  @Test
  void anOrderFromBeforeLocationsHadNamesIsPrintedWithoutThem() {
    sellAtATable(inventory.open("A3", location -> location.setName("Laris A")));
    till.set(SalesSettings.getDefaultInstance(), "shop_name", "shop_address");
    Database.execute(
        database,
        "update sales.sales_order set location = location - 'name' - 'address' where id = '%s'"
            .formatted(order.getId()));

    assertThat(receipt().getShopName()).isEmpty();
    assertThat(receipt().getShopAddress()).isEmpty();
    assertThat(text(80, "en")).contains("A3-20260115-0001");
  }

  @ParameterizedTest
  @CsvSource({"58, en, 32", "58, id, 32", "80, en, 48", "80, id, 48", "0, '', 48"})
  void noLineIsLongerThanThePaperIsWide(int width, String language, int characters) {
    String text = text(width, language);

    assertThat(text).endsWith("\n");
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(characters));
  }

  @Test
  void theLanguageIsTheSettingsWhereTheRequestNamesNone() {
    assertThat(text(80, "")).contains("Change").isEqualTo(text(80, "en"));
    till.set(SalesSettings.newBuilder().setLanguage("id").build(), "language");
    assertThat(text(80, "")).contains("Kembali").isEqualTo(text(80, "id"));
  }

  @Test
  void theStructuredReceiptIsTheOrdersFigures() {
    Receipt receipt = receipt();

    assertThat(receipt.getText()).isEmpty();
    assertThat(receipt.getReceiptNumber()).isEqualTo(order.getReceiptNumber());
    assertThat(receipt.getBusinessDate()).isEqualTo(order.getBusinessDate());
    assertThat(receipt.getCompletedAt()).isEqualTo(order.getCompletedAt());
    assertThat(receipt.getShopName()).isEqualTo("Warung Laris");
    assertThat(receipt.getItemsList()).isEqualTo(order.getItemsList());
    assertThat(receipt.getDiscountsList()).isEqualTo(order.getDiscountsList());
    assertThat(receipt.getServiceChargesList()).isEqualTo(order.getServiceChargesList());
    assertThat(receipt.getTaxesList()).isEqualTo(order.getTaxesList());
    assertThat(receipt.getPaymentsList()).isEqualTo(order.getPaymentsList());
    assertThat(receipt.getSubtotal()).isEqualTo(order.getSubtotal());
    assertThat(receipt.getDiscountTotal()).isEqualTo(order.getDiscountTotal());
    assertThat(receipt.getTotal()).isEqualTo(order.getTotal());
    assertThat(receipt.getChangeTotal()).isEqualTo(order.getChangeTotal());
    assertThat(receipt.getTipTotal()).isEqualTo(order.getTipTotal());
  }

  @Test
  void longWordsAreBrokenAndLongNamesBetweenWords() {
    till.set(SalesSettings.newBuilder().setShopName("x".repeat(70)).build(), "shop_name");

    assertThat(text(58, "en").lines().map(String::strip))
        .containsSubsequence("x".repeat(32), "x".repeat(32), "x".repeat(6))
        .containsSubsequence("Arabica beans of the highlands", "of Gayo, Aceh");
  }

  @Test
  void voidedPaymentsAreNotOnTheReceipt() {
    Order open = till.open(catalog.sell("Tea", 1_000_000), 1);
    Order mistaken = till.pay(open, Payment.Type.CARD, 400_000);
    till.voidPayment(open, mistaken.getPayments(0).getId());
    order = till.complete(till.pay(open, 1_000_000));

    assertThat(order.getPaymentsList()).hasSize(2);
    assertThat(text(80, "en")).contains("Cash").doesNotContain("Card");
  }

  @Test
  void paymentsThroughTheGatewayAreCalledByWhatOnePaidWith() {
    reach.restore();
    Order open = till.open(catalog.sell("Tea", 1_000_000), 1);
    payments.beginNextIn(State.PAID);
    pay(open, 400_000, Payment.Type.E_WALLET, Method.GOPAY);
    payments.beginNextIn(State.DENIED);
    pay(open, 300_000, Payment.Type.E_WALLET, Method.SHOPEEPAY);
    payments.beginNextIn(State.PAID);
    pay(open, 600_000, Payment.Type.BANK_TRANSFER, Method.BCA_VA);
    order = till.complete(open);

    assertThat(text(80, "id")).contains("GoPay", "BCA").doesNotContain("ShopeePay", "Dompet");
  }

  private void pay(Order open, long amount, Payment.Type type, Method method) {
    till.sales().addPayment(Qr.request(open, amount, type, method).build());
  }

  @Test
  void whatCannotBePrintedIsRefused() {
    GetReceiptRequest request = GetReceiptRequest.newBuilder().setOrderId(order.getId()).build();

    Refusal.of(() -> till.sales().getReceipt(request.toBuilder().setWidth(70).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("width");
    Refusal.of(() -> till.sales().getReceipt(request.toBuilder().setLanguage("fr").build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("language");
    Refusal.of(
            () ->
                till.sales()
                    .getReceipt(
                        request.toBuilder().setOrderId(UUID.randomUUID().toString()).build()))
        .has(Reason.NOT_FOUND);
  }

  /** A sale with everything in its header that a receipt can have. */
  private void sellAtATable(String location) {
    till.set(
        SalesSettings.newBuilder()
            .setShopAddress("Jl. Tunjungan 1, Surabaya")
            .setTaxNumber("01.234.567.8-901.000")
            .build(),
        "shop_address",
        "tax_number");
    order =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(catalog.sell("Tea", 1_000_000), 1))
                    .setLocationId(location)
                    .setTable("12")
                    .setEmployeeId(staff.hire())
                    .setEmployeeName("Budi")
                    .addPayments(
                        Sales.tender(Payment.Type.CARD, 1_000_000).toBuilder()
                            .setReference("123456"))
                    .build())
            .getOrder();
  }

  private Receipt receipt() {
    return till.sales()
        .getReceipt(GetReceiptRequest.newBuilder().setOrderId(order.getId()).build())
        .getReceipt();
  }

  private String text(int width, String language) {
    return till.sales()
        .getReceipt(
            GetReceiptRequest.newBuilder()
                .setOrderId(order.getId())
                .setFormat(Receipt.Format.TEXT)
                .setWidth(width)
                .setLanguage(language)
                .build())
        .getReceipt()
        .getText();
  }
}
