package id.laris.catalog.memory;

import static id.laris.common.grpc.Protos.money;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogClient;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.pos.v1.UpdateTaxRuleRequest;
import id.laris.pos.v1.Variant;
import io.grpc.Channel;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A shop with one of everything, whose ids are the same in every tenant. Its changes read nothing,
 * so a question that follows is the first that can notice them.
 *
 * <p>The first price of a variant has the id of the variant.
 */
final class SmallShop {

  /** A coffee in one size, a tea in two sorts, and a breakfast of buns and coffee. */
  static final String COFFEE = id(1);

  static final String TEA = id(2);
  static final String BREAD = id(3);
  static final String BREAKFAST = id(4);
  static final String LATER_PRODUCT = id(5);

  static final String LARGE = id(11);
  static final String GREEN = id(12);
  static final String BLACK = id(13);
  static final String BUN = id(14);
  static final String MORNING = id(15);
  static final String LATER_VARIANT = id(16);

  /** Milk is offered with coffee, sugar with nothing. */
  static final String MILK = id(21);

  static final String SUGAR = id(22);
  static final String OAT = id(23);
  static final String CANE = id(24);
  static final String LATER_MODIFIER = id(25);

  /** Coffee is hot, which is below drinks. */
  static final String DRINKS = id(31);

  static final String HOT = id(32);
  static final String FOOD = id(33);

  static final String TAX_OF_DRINKS = id(41);
  static final String TAX_OF_NOTHING = id(42);
  static final String SERVICE_OF_FOOD = id(43);

  static final String STORE = id(51);

  static final String BARCODE_OF_COFFEE = "96385074";
  static final String BARCODE_OF_LARGE = "5400000002649";
  static final String BARCODE_OF_BLACK = "KK-88";
  static final String LATER_BARCODE = "036000291452";

  private final CatalogClient catalog;

  SmallShop(Channel channel) {
    this.catalog = new CatalogClient(channel);
  }

  private static String id(int number) {
    return new UUID(0x5109_0000_0000_4000L, 0x8000_0000_0000_0000L + number).toString();
  }

  CatalogClient catalog() {
    return catalog;
  }

  CatalogServiceBlockingStub stub() {
    return catalog.stub();
  }

  /**
   * Opens the shop.
   *
   * @param name begins the names of everything
   * @param amount of the least price
   */
  SmallShop open(String name, long amount) {
    category(name, DRINKS, "");
    category(name, HOT, DRINKS);
    category(name, FOOD, "");
    tax(TAX_OF_DRINKS, more -> more.setName(name + " tax").addCategoryIds(DRINKS));
    tax(TAX_OF_NOTHING, more -> more.setName(name + " luxury"));
    stub()
        .createServiceCharge(
            CreateServiceChargeRequest.newBuilder()
                .setId(SERVICE_OF_FOOD)
                .setName(name + " service")
                .setRatePpm(50_000)
                .addCategoryIds(FOOD)
                .build());
    product(
        COFFEE,
        more ->
            more.setName(name + " coffee")
                .setSku("COFFEE")
                .setBarcode(BARCODE_OF_COFFEE)
                .setCategoryId(HOT));
    product(TEA, more -> more.setName(name + " tea").setSku("TEA").setCategoryId(DRINKS));
    product(BREAD, more -> more.setName(name + " bread").setSku("BREAD"));
    product(BREAKFAST, more -> more.setName(name + " breakfast").setSku("BREAKFAST"));
    variant(COFFEE, LARGE, more -> more.setName(name).setSku("LARGE").setBarcode(BARCODE_OF_LARGE));
    variant(TEA, GREEN, more -> more.setName(name).setSku("GREEN"));
    variant(TEA, BLACK, more -> more.setName(name).setSku("BLACK").setBarcode(BARCODE_OF_BLACK));
    variant(BREAD, BUN, more -> more.setName(name));
    variant(
        BREAKFAST,
        MORNING,
        more -> more.addComponents(component(BUN, 2)).addComponents(component(LARGE, 1)));
    int step = 0;
    for (String variant : List.of(LARGE, GREEN, BUN, MORNING)) {
      String id = variant;
      price(variant, amount + step++, more -> more.setId(id));
    }
    group(name, MILK, OAT, amount);
    group(name, SUGAR, CANE, amount);
    attach(COFFEE, MILK, 1);
    return this;
  }

  private void category(String name, String id, String parentId) {
    stub()
        .createCategory(
            CreateCategoryRequest.newBuilder()
                .setId(id)
                .setName(name)
                .setParentId(parentId)
                .build());
  }

  private void group(String name, String groupId, String modifierId, long amount) {
    catalog.createGroup(CreateModifierGroupRequest.newBuilder().setId(groupId).setName(name));
    modifier(groupId, modifierId, more -> more.setName(name).setPriceDelta(money(amount, "IDR")));
  }

  void product(String id, UnaryOperator<CreateProductRequest.Builder> more) {
    catalog.createProduct(
        more.apply(CreateProductRequest.newBuilder().setId(id).setName("New").setTrackStock(true)));
  }

  void variant(String productId, String id, UnaryOperator<CreateVariantRequest.Builder> more) {
    catalog.createVariant(
        more.apply(
            CreateVariantRequest.newBuilder().setId(id).setProductId(productId).setName("One")));
  }

  void modifier(String groupId, String id, UnaryOperator<CreateModifierRequest.Builder> more) {
    catalog.createModifier(
        more.apply(
            CreateModifierRequest.newBuilder().setId(id).setGroupId(groupId).setName("New")));
  }

  void tax(String id, UnaryOperator<CreateTaxRuleRequest.Builder> more) {
    stub()
        .createTaxRule(
            more.apply(
                    CreateTaxRuleRequest.newBuilder().setId(id).setName("New").setRatePpm(110_000))
                .build());
  }

  void price(String variantId, long amount, UnaryOperator<SetPriceRequest.Builder> more) {
    stub()
        .setPrice(
            more.apply(
                    SetPriceRequest.newBuilder()
                        .setVariantId(variantId)
                        .setCurrency("IDR")
                        .setAmount(amount))
                .build());
  }

  void attach(String productId, String groupId, int sortOrder) {
    stub()
        .attachModifierGroup(
            AttachModifierGroupRequest.newBuilder()
                .setProductId(productId)
                .setModifierGroupId(groupId)
                .setSortOrder(sortOrder)
                .build());
  }

  void change(String id, Product.Builder wanted, String... paths) {
    catalog.updateProduct(wanted.setId(id).build(), paths);
  }

  void change(String id, Variant.Builder wanted, String... paths) {
    catalog.updateVariant(wanted.setId(id).build(), paths);
  }

  void change(String id, ModifierGroup.Builder wanted, String... paths) {
    catalog.updateGroup(wanted.setId(id).build(), paths);
  }

  void change(String id, Modifier.Builder wanted, String... paths) {
    catalog.updateModifier(wanted.setId(id).build(), paths);
  }

  void change(String id, TaxRule.Builder wanted, String... paths) {
    stub()
        .updateTaxRule(
            UpdateTaxRuleRequest.newBuilder()
                .setTaxRule(wanted.setId(id))
                .setUpdateMask(mask(paths))
                .build());
  }

  void change(String id, ServiceCharge.Builder wanted, String... paths) {
    stub()
        .updateServiceCharge(
            UpdateServiceChargeRequest.newBuilder()
                .setServiceCharge(wanted.setId(id))
                .setUpdateMask(mask(paths))
                .build());
  }

  void change(String id, Category.Builder wanted, String... paths) {
    stub()
        .updateCategory(
            UpdateCategoryRequest.newBuilder()
                .setCategory(wanted.setId(id))
                .setUpdateMask(mask(paths))
                .build());
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }

  static Variant.Component component(String variantId, long quantity) {
    return Variant.Component.newBuilder().setVariantId(variantId).setQuantity(quantity).build();
  }
}
