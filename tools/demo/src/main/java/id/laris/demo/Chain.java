package id.laris.demo;

import com.google.protobuf.FieldMask;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The chain in Laris: its shops, and the products they sell. Everything is made by calls, under ids
 * of the seed, so that a second run finds what the first has made.
 */
final class Chain {

  static final String NAME = "Kopi Laris Contoh";
  static final String CURRENCY = "IDR";

  private static final long CASH_STEP = 10_000;
  private static final long PB1_PPM = 100_000;
  private static final long SERVICE_PPM = 50_000;

  /** The cost of packaged goods as a share of their price. */
  private static final long COST_PERCENT = 60;

  /** Something that is sold, in one size. */
  record Goods(UUID productId, UUID variantId, List<Choice> choices) {}

  /** The modifiers that may be chosen with it. */
  record Choice(int most, List<UUID> modifierIds) {}

  /** The products of a category, the favourites first. */
  record Shelf(Map<DayPart, Integer> appetite, List<Goods> goods) {

    int appetite(DayPart part) {
      return Objects.requireNonNull(appetite.get(part));
    }
  }

  private record Attached(UUID groupId, Choice choice) {}

  private final LarisClient laris;
  private final SeededIds ids;
  private final Menu menu = Menu.read();
  private final Map<String, Attached> modifierGroups = new LinkedHashMap<>();
  private final List<Shelf> shelves = new ArrayList<>();
  private final List<UUID> stockedVariants = new ArrayList<>();
  private int products;
  private int variants;

  private Chain(LarisClient laris, SeededIds ids) {
    this.laris = laris;
    this.ids = ids;
  }

  /** Makes the chain, or finds it. */
  static Chain open(LarisClient laris, SeededIds ids) {
    Chain chain = new Chain(laris, ids);
    chain.settle();
    chain.openShops();
    chain.taxAndServe();
    chain.writeModifiers();
    chain.writeMenu();
    return chain;
  }

  static UUID locationId(SeededIds ids, int shop) {
    return ids.of("location", shop);
  }

  static UUID registerId(SeededIds ids, int shop, int number) {
    return ids.of("register", shop * Shop.MOST_REGISTERS + number);
  }

  static UUID categoryId(SeededIds ids, int number) {
    return ids.of("category", number);
  }

  static UUID employeeId(SeededIds ids, int shop, int number) {
    return ids.of("employee", shop * Shop.STAFF + number);
  }

  List<Shelf> shelves() {
    return shelves;
  }

  /** The variants of packaged goods. */
  List<UUID> stockedVariants() {
    return stockedVariants;
  }

  int products() {
    return products;
  }

  private void settle() {
    var _ =
        laris
            .sales()
            .updateSalesSettings(
                UpdateSalesSettingsRequest.newBuilder()
                    .setSettings(
                        SalesSettings.newBuilder()
                            .setCurrency(CURRENCY)
                            .setTimeZone("Asia/Jakarta")
                            .setShopName(NAME)
                            .setReceiptFooter("Terima kasih, sampai jumpa lagi!")
                            .setLanguage("id"))
                    .setUpdateMask(
                        FieldMask.newBuilder()
                            .addPaths("currency")
                            .addPaths("time_zone")
                            .addPaths("shop_name")
                            .addPaths("receipt_footer")
                            .addPaths("language"))
                    .build());
  }

  private void openShops() {
    for (int i = 0; i < Shop.ALL.size(); i++) {
      Shop shop = Shop.ALL.get(i);
      var _ =
          laris
              .inventory()
              .createLocation(
                  CreateLocationRequest.newBuilder()
                      .setId(locationId(ids, i).toString())
                      .setCode(shop.code())
                      .setName(shop.name())
                      .setAddress(shop.address())
                      .setKind(Location.Kind.STORE)
                      .setTimeZone(shop.zone().getId())
                      .setCurrency(CURRENCY)
                      .setCashRounding(
                          Location.CashRounding.newBuilder()
                              .setStep(CASH_STEP)
                              .setMode(Location.CashRounding.Mode.HALF_UP))
                      .build());
    }
  }

  private void taxAndServe() {
    var _ =
        laris
            .catalog()
            .createTaxRule(
                CreateTaxRuleRequest.newBuilder()
                    .setId(ids.of("tax", 0).toString())
                    .setName("PB1")
                    .setRatePpm(PB1_PPM)
                    .setAppliesToAll(true)
                    .build());
    CreateServiceChargeRequest.Builder service =
        CreateServiceChargeRequest.newBuilder()
            .setId(ids.of("service charge", 0).toString())
            .setName("Service")
            .setRatePpm(SERVICE_PPM)
            .setTaxable(true)
            .addOrderTypes(Order.Type.DINE_IN);
    for (int i = 0; i < Shop.ALL.size(); i++) {
      if (Shop.ALL.get(i).seats()) {
        service.addLocationIds(locationId(ids, i).toString());
      }
    }
    var _ = laris.catalog().createServiceCharge(service.build());
  }

  private void writeModifiers() {
    int number = 0;
    for (Menu.ModifierGroup group : menu.modifierGroups()) {
      UUID groupId = ids.of("modifier group", modifierGroups.size());
      var _ =
          laris
              .catalog()
              .createModifierGroup(
                  CreateModifierGroupRequest.newBuilder()
                      .setId(groupId.toString())
                      .setName(group.name())
                      .setMinSelect(group.least())
                      .setMaxSelect(group.most())
                      .build());
      List<UUID> choices = new ArrayList<>();
      for (Menu.Priced choice : group.choices()) {
        UUID id = ids.of("modifier", number++);
        var _ =
            laris
                .catalog()
                .createModifier(
                    CreateModifierRequest.newBuilder()
                        .setId(id.toString())
                        .setGroupId(groupId.toString())
                        .setName(choice.name())
                        .setPriceDelta(money(choice.amount()))
                        .setSortOrder(choices.size())
                        .build());
        choices.add(id);
      }
      modifierGroups.put(group.name(), new Attached(groupId, new Choice(group.most(), choices)));
    }
  }

  private void writeMenu() {
    for (Menu.Category category : menu.categories()) {
      UUID categoryId = categoryId(ids, shelves.size());
      var _ =
          laris
              .catalog()
              .createCategory(
                  CreateCategoryRequest.newBuilder()
                      .setId(categoryId.toString())
                      .setName(category.name())
                      .setSortOrder(shelves.size())
                      .build());
      List<Goods> goods = new ArrayList<>();
      for (Menu.Priced product : category.products()) {
        goods.addAll(write(category, categoryId, product));
      }
      shelves.add(new Shelf(category.appetite(), goods));
    }
  }

  private List<Goods> write(Menu.Category category, UUID categoryId, Menu.Priced product) {
    UUID productId = ids.of("product", products++);
    String sku = "M%03d".formatted(products);
    var _ =
        laris
            .catalog()
            .createProduct(
                CreateProductRequest.newBuilder()
                    .setId(productId.toString())
                    .setName(product.name())
                    .setSku(sku)
                    .setCategoryId(categoryId.toString())
                    .build());
    List<Choice> choices = new ArrayList<>();
    for (String name : category.modifierGroups()) {
      Attached attached = Objects.requireNonNull(modifierGroups.get(name), name);
      var _ =
          laris
              .catalog()
              .attachModifierGroup(
                  AttachModifierGroupRequest.newBuilder()
                      .setProductId(productId.toString())
                      .setModifierGroupId(attached.groupId().toString())
                      .setSortOrder(choices.size())
                      .build());
      choices.add(attached.choice());
    }
    List<Goods> goods = new ArrayList<>();
    for (Menu.Priced size : category.sizes()) {
      UUID variantId =
          writeSize(
              productId,
              sku + "-" + (goods.size() + 1),
              size.name(),
              category.stocked(),
              product.amount() + size.amount());
      goods.add(new Goods(productId, variantId, choices));
    }
    return goods;
  }

  private UUID writeSize(UUID productId, String sku, String name, boolean stocked, long price) {
    UUID variantId = ids.of("variant", variants++);
    CreateVariantRequest.Builder variant =
        CreateVariantRequest.newBuilder()
            .setId(variantId.toString())
            .setProductId(productId.toString())
            .setName(name)
            .setSku(sku)
            .setUnit(Variant.Unit.PIECE);
    if (stocked) {
      variant.setBarcode(Barcodes.ofMenu(variants)).setCost(money(price * COST_PERCENT / 100));
      stockedVariants.add(variantId);
    }
    var _ = laris.catalog().createVariant(variant.build());
    var _ =
        laris
            .catalog()
            .setPrice(
                SetPriceRequest.newBuilder()
                    .setId(ids.of("price", variants).toString())
                    .setVariantId(variantId.toString())
                    .setAmount(price)
                    .setCurrency(CURRENCY)
                    .build());
    return variantId;
  }

  private static Money money(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency(CURRENCY).build();
  }
}
