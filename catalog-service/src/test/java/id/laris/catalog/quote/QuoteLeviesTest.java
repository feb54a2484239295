package id.laris.catalog.quote;

import static id.laris.common.grpc.Protos.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.DeleteServiceChargeRequest;
import id.laris.pos.v1.DeleteTaxRuleRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.pos.v1.UpdateTaxRuleRequest;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogTest
class QuoteLeviesTest {

  private static final String STORE = "00000000-0000-0000-0000-0000000000a1";
  private static final String OTHER_STORE = "00000000-0000-0000-0000-0000000000a2";

  @Autowired TestCalls calls;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;
  private UUID coffee;
  private UUID large;

  @BeforeEach
  void newTenantThatSellsCoffee() {
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
    coffee = fixture.product("Coffee");
    large = pricedVariant(coffee);
  }

  @Test
  void aProductBearsTheTaxesOfAllOfItsCategoriesOfItselfAndThoseItNames() {
    String drinks = category("Drinks", "");
    String hot = category("Hot", drinks);
    String food = category("Food", "");
    fixture.change("product", coffee, "category_id = ?", UUID.fromString(hot));
    String named = tax(tax("named by the product").setPriority(1));
    fixture.change("product", coffee, "tax_rule_ids = array[?]", UUID.fromString(named));
    String ofAll = tax(tax("all").setAppliesToAll(true).setPriority(3));
    String ofAncestor = tax(tax("ancestor").addCategoryIds(drinks).setPriority(2));
    String ofCategory = tax(tax("category").addCategoryIds(hot).setPriority(2));
    String ofProduct = tax(tax("product").addProductIds(coffee.toString()).setPriority(-1));
    tax(tax("another category").addCategoryIds(food));
    tax(tax("another product").addProductIds(fixture.product("Tea").toString()));
    tax(tax("nobody's"));

    QuoteItemsResponse quote = quote();

    assertThat(taxes(quote)).containsExactly(ofProduct, named, ofAncestor, ofCategory, ofAll);
    assertThat(quote.getTaxRulesList())
        .extracting(TaxRule::getName)
        .containsExactly("product", "named by the product", "ancestor", "category", "all");
    assertThat(quote.getTaxRules(4).getRatePpm()).isEqualTo(110_000);
  }

  @Test
  void anExemptProductBearsNoTaxButServiceAllTheSame() {
    String named = tax(tax("named").setAppliesToAll(true));
    fixture.change(
        "product", coffee, "tax_rule_ids = array[?], tax_exempt = true", UUID.fromString(named));
    String service = charge(charge("Service").setAppliesToAll(true));
    UUID tea = pricedVariant(fixture.product("Tea"));

    QuoteItemsResponse quote = quote(request().addItems(item(tea)));

    assertThat(taxes(quote)).isEmpty();
    assertThat(charges(quote)).containsExactly(service);
    assertThat(quote.getItems(1).getTaxRuleIdsList()).containsExactly(named);
    assertThat(quote.getTaxRulesCount()).isEqualTo(1);
  }

  @Test
  void taxesAndServiceOfALocationHoldThereOnly() {
    String everywhere = tax(tax("everywhere").setAppliesToAll(true));
    String inStore = tax(tax("store").setAppliesToAll(true).addLocationIds(STORE).setPriority(1));
    fixture.change("product", coffee, "tax_rule_ids = array[?]", UUID.fromString(inStore));
    String service = charge(charge("Service").setAppliesToAll(true).addLocationIds(STORE));

    QuoteItemsResponse atStore = quote(request().setLocationId(STORE));
    assertThat(taxes(atStore)).containsExactly(everywhere, inStore);
    assertThat(charges(atStore)).containsExactly(service);
    for (QuoteItemsRequest.Builder elsewhere :
        List.of(request(), request().setLocationId(OTHER_STORE))) {
      assertThat(taxes(quote(elsewhere))).containsExactly(everywhere);
      assertThat(charges(quote(elsewhere))).isEmpty();
    }
  }

  @Test
  void serviceIsBorneByTypeOfOrder() {
    String always = charge(charge("Always").setAppliesToAll(true));
    String dineIn = charge(charge("Table").setAppliesToAll(true).addOrderTypes(Order.Type.DINE_IN));

    assertThat(charges(quote(request().setOrderType(Order.Type.DINE_IN))))
        .containsExactly(always, dineIn);
    assertThat(charges(quote(request().setOrderType(Order.Type.TAKEAWAY)))).containsExactly(always);
    assertThat(charges(quote())).containsExactly(always);
  }

  @Test
  void serviceIsBorneByCategoryAndProduct() {
    String drinks = category("Drinks", "");
    fixture.change("product", coffee, "category_id = ?", UUID.fromString(drinks));
    String ofCategory = charge(charge("category").addCategoryIds(drinks));
    String ofProduct = charge(charge("product").addProductIds(coffee.toString()));
    charge(charge("nobody's"));

    QuoteItemsResponse quote = quote();

    assertThat(charges(quote)).containsExactly(ofCategory, ofProduct);
    assertThat(quote.getServiceChargesList())
        .extracting(ServiceCharge::getName)
        .containsExactly("category", "product");
  }

  @Test
  void whatIsInactiveOrDeletedIsNotBorne() {
    String inactiveTax = tax(tax("inactive").setAppliesToAll(true));
    String deletedTax = tax(tax("deleted").setAppliesToAll(true));
    String inactiveCharge = charge(charge("inactive").setAppliesToAll(true));
    String deletedCharge = charge(charge("deleted").setAppliesToAll(true));
    FieldMask active = FieldMask.newBuilder().addPaths("active").build();
    assertThat(taxes(quote())).hasSize(2);

    catalog.updateTaxRule(
        UpdateTaxRuleRequest.newBuilder()
            .setTaxRule(TaxRule.newBuilder().setId(inactiveTax))
            .setUpdateMask(active)
            .build());
    catalog.deleteTaxRule(DeleteTaxRuleRequest.newBuilder().setTaxRuleId(deletedTax).build());
    catalog.updateServiceCharge(
        UpdateServiceChargeRequest.newBuilder()
            .setServiceCharge(ServiceCharge.newBuilder().setId(inactiveCharge))
            .setUpdateMask(active)
            .build());
    catalog.deleteServiceCharge(
        DeleteServiceChargeRequest.newBuilder().setServiceChargeId(deletedCharge).build());

    assertThat(taxes(quote())).isEmpty();
    assertThat(charges(quote())).isEmpty();
  }

  @Test
  void anAmountInAnotherCurrencyIsAProblemAndNotLeftOut() {
    tax(tax("Sugar").setAppliesToAll(true).setAmountPerUnit(money(5, "USD")));
    charge(charge("Service").setAppliesToAll(true).setAmount(money(5, "USD")));
    charge(charge("nobody's").setAmount(money(5, "USD")));

    QuoteItemsResponse quote = quote();

    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getReason)
        .containsExactly("VALIDATION_FAILED", "VALIDATION_FAILED");
    assertThat(quote.getProblems(0).getMessage())
        .contains("Coffee (Large) has the tax Sugar with an amount in USD", "in IDR");
    assertThat(quote.getProblems(1).getMessage()).contains("service charge Service");
    assertThat(quote.getItems(0).hasUnitPrice()).isFalse();
    assertThat(quote.getTaxRulesList()).isEmpty();
  }

  @Test
  void anAmountInTheCurrencyOfTheOrderIsBorne() {
    String sugar = tax(tax("Sugar").setAppliesToAll(true).setAmountPerUnit(money(500_00, "IDR")));

    QuoteItemsResponse quote = quote();

    assertThat(taxes(quote)).containsExactly(sugar);
    assertThat(quote.getTaxRules(0).getAmountPerUnit()).isEqualTo(money(500_00, "IDR"));
  }

  private UUID pricedVariant(UUID productId) {
    UUID variantId = fixture.variant(productId, "Large");
    assertThat(
            catalog
                .setPrice(
                    SetPriceRequest.newBuilder()
                        .setVariantId(variantId.toString())
                        .setAmount(25_000_00)
                        .setCurrency("IDR")
                        .build())
                .hasPrice())
        .isTrue();
    return variantId;
  }

  @Test
  void anItemHasTheCategoriesOfItsProductFromBelow() {
    String drinks = category("Drinks", "");
    String hot = category("Hot", drinks);
    category("Food", "");
    fixture.change("product", coffee, "category_id = ?, gift_card = true", UUID.fromString(hot));

    var item = quote().getItems(0);

    assertThat(item.getCategoryIdsList()).containsExactly(hot, drinks);
    assertThat(item.getGiftCard()).isTrue();
  }

  private String category(String name, String parentId) {
    return catalog
        .createCategory(
            CreateCategoryRequest.newBuilder().setName(name).setParentId(parentId).build())
        .getCategory()
        .getId();
  }

  private static CreateTaxRuleRequest.Builder tax(String name) {
    return CreateTaxRuleRequest.newBuilder().setName(name).setRatePpm(110_000);
  }

  private String tax(CreateTaxRuleRequest.Builder request) {
    return catalog.createTaxRule(request.build()).getTaxRule().getId();
  }

  private static CreateServiceChargeRequest.Builder charge(String name) {
    return CreateServiceChargeRequest.newBuilder().setName(name).setRatePpm(50_000);
  }

  private String charge(CreateServiceChargeRequest.Builder request) {
    return catalog.createServiceCharge(request.build()).getServiceCharge().getId();
  }

  private static QuoteItemsRequest.Item item(UUID variantId) {
    return QuoteItemsRequest.Item.newBuilder()
        .setVariantId(variantId.toString())
        .setQuantity(1)
        .build();
  }

  private QuoteItemsRequest.Builder request() {
    return QuoteItemsRequest.newBuilder().addItems(item(large));
  }

  private QuoteItemsResponse quote() {
    return quote(request());
  }

  private QuoteItemsResponse quote(QuoteItemsRequest.Builder request) {
    return catalog.quoteItems(request.build());
  }

  private static List<String> taxes(QuoteItemsResponse quote) {
    return quote.getItems(0).getTaxRuleIdsList();
  }

  private static List<String> charges(QuoteItemsResponse quote) {
    return quote.getItems(0).getServiceChargeIdsList();
  }
}
