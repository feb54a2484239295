package id.laris.catalog.memory;

import static id.laris.catalog.memory.Question.BARCODE;
import static id.laris.catalog.memory.Question.PRICE;
import static id.laris.catalog.memory.Question.PRODUCT;
import static id.laris.catalog.memory.Question.QUOTE;
import static id.laris.catalog.memory.Question.SKU;
import static id.laris.catalog.memory.Question.VARIANT;
import static id.laris.catalog.memory.Question.VARIANTS;
import static id.laris.catalog.memory.SmallShop.BLACK;
import static id.laris.catalog.memory.SmallShop.BREAD;
import static id.laris.catalog.memory.SmallShop.BUN;
import static id.laris.catalog.memory.SmallShop.COFFEE;
import static id.laris.catalog.memory.SmallShop.FOOD;
import static id.laris.catalog.memory.SmallShop.GREEN;
import static id.laris.catalog.memory.SmallShop.HOT;
import static id.laris.catalog.memory.SmallShop.LARGE;
import static id.laris.catalog.memory.SmallShop.MILK;
import static id.laris.catalog.memory.SmallShop.MORNING;
import static id.laris.catalog.memory.SmallShop.OAT;
import static id.laris.catalog.memory.SmallShop.SERVICE_OF_FOOD;
import static id.laris.catalog.memory.SmallShop.SUGAR;
import static id.laris.catalog.memory.SmallShop.TAX_OF_DRINKS;
import static id.laris.catalog.memory.SmallShop.TAX_OF_NOTHING;
import static id.laris.catalog.memory.SmallShop.TEA;
import static id.laris.catalog.memory.SmallShop.component;
import static id.laris.common.grpc.Protos.money;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.DeleteModifierGroupRequest;
import id.laris.pos.v1.DeleteModifierRequest;
import id.laris.pos.v1.DeletePriceRequest;
import id.laris.pos.v1.DeleteServiceChargeRequest;
import id.laris.pos.v1.DeleteTaxRuleRequest;
import id.laris.pos.v1.DetachModifierGroupRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.Variant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A change of a {@link SmallShop}.
 *
 * @param before is done before anything is remembered
 * @param altered the questions of which some have other answers behind it, and no others
 */
record ShopChange(
    String name, Consumer<SmallShop> before, Consumer<SmallShop> change, Set<Question> altered) {

  private static final Question[] OF_PRODUCT = {QUOTE, SKU, BARCODE, PRODUCT};
  private static final Question[] OF_VARIANT = {QUOTE, SKU, BARCODE, VARIANT, VARIANTS};

  private static ShopChange of(String name, Consumer<SmallShop> change, Question... altered) {
    return new ShopChange(name, shop -> {}, change, EnumSet.copyOf(Arrays.asList(altered)));
  }

  private ShopChange after(Consumer<SmallShop> earlier) {
    return new ShopChange(name, earlier, change, altered);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Every kind of change that the API has. */
  static Stream<ShopChange> all() {
    return Stream.of(
            ofProducts(),
            ofVariants(),
            ofCodes(),
            ofComponents(),
            ofPrices(),
            ofModifiers(),
            ofLevies(),
            ofMany())
        .flatMap(changes -> changes);
  }

  private static Stream<ShopChange> ofProducts() {
    return Stream.of(
        of(
            "the name of a product",
            shop -> shop.change(COFFEE, Product.newBuilder().setName("Kopi"), "name"),
            OF_PRODUCT),
        of(
            "a product that becomes inactive",
            shop -> shop.change(COFFEE, Product.newBuilder(), "active"),
            OF_PRODUCT),
        of(
            "the tax rules that a product names",
            shop ->
                shop.change(
                    COFFEE, Product.newBuilder().addTaxRuleIds(TAX_OF_NOTHING), "tax_rule_ids"),
            OF_PRODUCT),
        of(
            "a product that becomes exempt from taxes",
            shop -> shop.change(COFFEE, Product.newBuilder().setTaxExempt(true), "tax_exempt"),
            OF_PRODUCT),
        of(
            "the category of a product",
            shop -> shop.change(COFFEE, Product.newBuilder().setCategoryId(FOOD), "category_id"),
            OF_PRODUCT),
        of(
            "a product that is deleted",
            shop -> shop.catalog().deleteProduct(TEA),
            Question.values()),
        of(
                "a product that comes back",
                shop -> shop.catalog().restoreProduct(TEA),
                Question.values())
            .after(shop -> shop.catalog().deleteProduct(TEA)),
        of(
            "a product that was not there, with a variant",
            shop -> {
              shop.product(SmallShop.LATER_PRODUCT, more -> more);
              shop.variant(
                  SmallShop.LATER_PRODUCT, SmallShop.LATER_VARIANT, more -> more.setSku("LATER"));
            },
            QUOTE,
            SKU,
            PRODUCT,
            VARIANT,
            VARIANTS,
            PRICE));
  }

  private static Stream<ShopChange> ofVariants() {
    return Stream.of(
        of(
            "the name of a variant",
            shop -> shop.change(LARGE, Variant.newBuilder().setName("Besar"), "name"),
            OF_VARIANT),
        of(
            "the cost of a variant",
            shop -> shop.change(LARGE, Variant.newBuilder().setCost(money(1, "IDR")), "cost"),
            OF_VARIANT),
        of(
            "the unit of a variant",
            shop -> shop.change(LARGE, Variant.newBuilder().setUnit(Variant.Unit.LITER), "unit"),
            OF_VARIANT),
        of(
            "one of two variants that becomes inactive",
            shop -> shop.change(BLACK, Variant.newBuilder(), "active"),
            OF_VARIANT),
        of(
            "one of two variants that is deleted",
            shop -> shop.catalog().deleteVariant(BLACK),
            QUOTE,
            SKU,
            BARCODE,
            VARIANT,
            VARIANTS,
            PRICE),
        of(
            "a second variant of a product",
            shop -> shop.variant(COFFEE, "", more -> more),
            QUOTE,
            SKU,
            BARCODE),
        of(
            "a variant that was not there",
            shop ->
                shop.variant(
                    BREAD,
                    SmallShop.LATER_VARIANT,
                    more -> more.setSku("LATER").setBarcode(SmallShop.LATER_BARCODE)),
            QUOTE,
            SKU,
            BARCODE,
            VARIANT,
            VARIANTS,
            PRICE));
  }

  private static Stream<ShopChange> ofCodes() {
    Consumer<SmallShop> takeSkuOfProduct =
        shop -> shop.change(BLACK, Variant.newBuilder().setSku("coffee"), "sku");
    return Stream.of(
        of(
            "the SKU of a product",
            shop -> shop.change(COFFEE, Product.newBuilder().setSku("LATER"), "sku"),
            SKU,
            BARCODE,
            PRODUCT),
        of(
            "the barcode of a product",
            shop ->
                shop.change(
                    COFFEE, Product.newBuilder().setBarcode(SmallShop.LATER_BARCODE), "barcode"),
            SKU,
            BARCODE,
            PRODUCT),
        of(
            "the SKU of a variant",
            shop -> shop.change(LARGE, Variant.newBuilder().setSku("LATER"), "sku"),
            OF_VARIANT),
        of(
            "the case of a SKU",
            shop -> shop.change(LARGE, Variant.newBuilder().setSku("large"), "sku"),
            OF_VARIANT),
        of(
            "the barcode of a variant",
            shop ->
                shop.change(
                    LARGE, Variant.newBuilder().setBarcode(SmallShop.LATER_BARCODE), "barcode"),
            SKU,
            BARCODE,
            VARIANT,
            VARIANTS),
        of(
            "the form of a barcode",
            shop ->
                shop.change(
                    LARGE,
                    Variant.newBuilder().setBarcode("0" + SmallShop.BARCODE_OF_LARGE),
                    "barcode"),
            SKU,
            BARCODE,
            VARIANT,
            VARIANTS),
        of(
            "a SKU that a variant of another product takes over",
            shop -> {
              shop.change(LARGE, Variant.newBuilder(), "sku");
              shop.change(GREEN, Variant.newBuilder().setSku("LARGE"), "sku");
            },
            OF_VARIANT),
        of(
            "a SKU that another variant of the product takes over",
            shop -> {
              shop.change(GREEN, Variant.newBuilder(), "sku");
              shop.change(BLACK, Variant.newBuilder().setSku("GREEN"), "sku");
            },
            OF_VARIANT),
        of(
            "a barcode that a variant of another product takes over",
            shop -> {
              shop.change(LARGE, Variant.newBuilder(), "barcode");
              shop.change(
                  GREEN, Variant.newBuilder().setBarcode(SmallShop.BARCODE_OF_LARGE), "barcode");
            },
            SKU,
            BARCODE,
            VARIANT,
            VARIANTS),
        of(
            "the barcode of a product that a variant of another takes over",
            shop -> {
              shop.change(COFFEE, Product.newBuilder(), "barcode");
              shop.change(
                  GREEN, Variant.newBuilder().setBarcode(SmallShop.BARCODE_OF_COFFEE), "barcode");
            },
            SKU,
            BARCODE,
            PRODUCT,
            VARIANT,
            VARIANTS),
        of(
            "the SKU of a product that another takes over",
            shop -> {
              shop.change(COFFEE, Product.newBuilder(), "sku");
              shop.change(BREAD, Product.newBuilder().setSku("COFFEE"), "sku");
            },
            OF_PRODUCT),
        of("the SKU of a product that a variant of another has too", takeSkuOfProduct, OF_VARIANT),
        of(
                "the SKU of a product that no variant of another has any more",
                shop -> shop.change(BLACK, Variant.newBuilder().setSku("BLACK"), "sku"),
                OF_VARIANT)
            .after(takeSkuOfProduct),
        of(
            "the SKU of a variant that another product has too",
            shop -> shop.change(BREAD, Product.newBuilder().setSku("LARGE"), "sku"),
            QUOTE,
            SKU,
            PRODUCT));
  }

  private static Stream<ShopChange> ofComponents() {
    return Stream.of(
        of(
            "how much of a component a composite takes",
            shop ->
                shop.change(
                    MORNING,
                    Variant.newBuilder()
                        .addComponents(component(BUN, 3))
                        .addComponents(component(LARGE, 1)),
                    "components"),
            QUOTE,
            SKU,
            VARIANT,
            VARIANTS),
        of(
            "a composite that is none any more",
            shop -> shop.change(MORNING, Variant.newBuilder(), "components"),
            QUOTE,
            SKU,
            VARIANT,
            VARIANTS),
        of(
            "a component that is a composite now",
            shop ->
                shop.change(
                    BUN, Variant.newBuilder().addComponents(component(GREEN, 1)), "components"),
            QUOTE,
            SKU,
            VARIANT,
            VARIANTS),
        of(
            "the stock unit of a component",
            shop ->
                shop.change(
                    BUN,
                    Variant.newBuilder().setStockUnit(Variant.Unit.GRAM).setStockQuantity(80),
                    "stock_unit",
                    "stock_quantity"),
            QUOTE,
            SKU,
            VARIANT,
            VARIANTS),
        of(
            "the product of a component, whose stock is not counted any more",
            shop -> shop.change(BREAD, Product.newBuilder(), "track_stock"),
            QUOTE,
            SKU,
            PRODUCT));
  }

  private static Stream<ShopChange> ofPrices() {
    return Stream.of(
        of("a first price", shop -> shop.price(BLACK, 1, more -> more), QUOTE, PRICE),
        of("another price", shop -> shop.price(LARGE, 1, more -> more), QUOTE, PRICE),
        of(
            "a price of a location",
            shop -> shop.price(LARGE, 1, more -> more.setLocationId(SmallShop.STORE)),
            QUOTE,
            PRICE),
        of(
            "a price that is deleted",
            shop ->
                shop.stub().deletePrice(DeletePriceRequest.newBuilder().setPriceId(LARGE).build()),
            QUOTE,
            PRICE));
  }

  private static Stream<ShopChange> ofModifiers() {
    return Stream.of(
        of(
            "the least number of a group",
            shop -> shop.change(MILK, ModifierGroup.newBuilder().setMinSelect(2), "min_select"),
            QUOTE),
        of(
            "the price of a modifier",
            shop ->
                shop.change(
                    OAT, Modifier.newBuilder().setPriceDelta(money(1, "IDR")), "price_delta"),
            QUOTE),
        of(
            "a modifier that becomes inactive",
            shop -> shop.change(OAT, Modifier.newBuilder(), "active"),
            QUOTE),
        of(
            "a modifier that is deleted",
            shop ->
                shop.stub()
                    .deleteModifier(DeleteModifierRequest.newBuilder().setModifierId(OAT).build()),
            QUOTE),
        of(
            "a modifier that was not there",
            shop -> shop.modifier(MILK, SmallShop.LATER_MODIFIER, more -> more),
            QUOTE),
        of("a group that a product offers now", shop -> shop.attach(TEA, SUGAR, 1), OF_PRODUCT),
        of(
            "a group that a product offers no more",
            shop ->
                shop.stub()
                    .detachModifierGroup(
                        DetachModifierGroupRequest.newBuilder()
                            .setProductId(COFFEE)
                            .setModifierGroupId(MILK)
                            .build()),
            OF_PRODUCT),
        of(
                "the order of the groups of a product",
                shop -> shop.attach(COFFEE, SUGAR, 0),
                SKU,
                BARCODE,
                PRODUCT)
            .after(shop -> shop.attach(COFFEE, SUGAR, 2)),
        of(
            "a group that is deleted",
            shop ->
                shop.stub()
                    .deleteModifierGroup(
                        DeleteModifierGroupRequest.newBuilder().setModifierGroupId(MILK).build()),
            OF_PRODUCT));
  }

  private static Stream<ShopChange> ofLevies() {
    return Stream.of(
        of("a new tax", shop -> shop.tax("", more -> more.setAppliesToAll(true)), QUOTE),
        of(
            "the rate of a tax",
            shop -> shop.change(TAX_OF_DRINKS, TaxRule.newBuilder().setRatePpm(1), "rate_ppm"),
            QUOTE),
        of(
            "a tax that is deleted",
            shop ->
                shop.stub()
                    .deleteTaxRule(
                        DeleteTaxRuleRequest.newBuilder().setTaxRuleId(TAX_OF_DRINKS).build()),
            QUOTE),
        of(
            "a new service charge",
            shop ->
                shop.stub()
                    .createServiceCharge(
                        CreateServiceChargeRequest.newBuilder()
                            .setName("New")
                            .setRatePpm(1)
                            .setAppliesToAll(true)
                            .build()),
            QUOTE),
        of(
            "the products that bear a service charge",
            shop ->
                shop.change(
                    SERVICE_OF_FOOD,
                    ServiceCharge.newBuilder().addProductIds(BREAD),
                    "product_ids"),
            QUOTE),
        of(
                "a service charge that is deleted",
                shop ->
                    shop.stub()
                        .deleteServiceCharge(
                            DeleteServiceChargeRequest.newBuilder()
                                .setServiceChargeId(SERVICE_OF_FOOD)
                                .build()),
                QUOTE)
            .after(
                shop ->
                    shop.change(COFFEE, Product.newBuilder().setCategoryId(FOOD), "category_id")),
        of(
            "a category that is below another now",
            shop -> shop.change(HOT, Category.newBuilder().setParentId(FOOD), "parent_id"),
            QUOTE),
        of(
            "a category that is below none any more",
            shop -> shop.change(HOT, Category.newBuilder(), "parent_id"),
            QUOTE));
  }

  private static Stream<ShopChange> ofMany() {
    return Stream.of(
        of(
            "an import",
            shop ->
                assertThat(
                        shop.stub()
                            .importProducts(
                                ImportProductsRequest.newBuilder()
                                    .addRows(
                                        Row.newBuilder()
                                            .setSku("TEA")
                                            .setName("Teh")
                                            .setVariantSku("GREEN")
                                            .setVariantName("Hijau")
                                            .setPrice(money(1, "IDR")))
                                    .addRows(
                                        Row.newBuilder()
                                            .setSku("BREAD")
                                            .setName("Roti")
                                            .setVariantSku("LATER")
                                            .setBarcode(SmallShop.LATER_BARCODE))
                                    .build())
                            .getStored())
                    .isTrue(),
            Question.values()));
  }
}
