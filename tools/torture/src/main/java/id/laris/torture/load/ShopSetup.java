package id.laris.torture.load;

import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Price;
import id.laris.torture.history.StockStep;
import id.laris.torture.load.Shop.Place;
import id.laris.torture.world.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** Makes a tenant that did not exist: before anything is done to Laris. */
final class ShopSetup {

  static final String CURRENCY = "IDR";

  private static final int PRODUCTS = 8;
  private static final int MODIFIERS = 3;
  private static final int PRICE_STEP = 10_000;
  private static final long ROUNDING_STEP = 10_000;
  private static final long PERCENT_OF_ITEMS = 50_000;
  private static final long PERCENT_OF_ORDER = 20_000;

  /** Fewer than there are sales in a round, so that the limit is met. */
  private static final long FIRST_CUSTOMERS = 60;

  private final RetryingClient client;
  private final SeededRandom random;

  ShopSetup(RetryingClient client) {
    this.client = client;
    this.random = client.random();
  }

  Shop open() {
    var _ =
        client.demand(
            PaymentTransactionServiceGrpc.getSetGatewayConfigMethod(),
            SetGatewayConfigRequest.newBuilder()
                .setServerKey("SB-Mid-server-" + random.uuid().toString().replace("-", ""))
                .build());
    taxes();
    List<String> modifiers = new ArrayList<>();
    String group = modifierGroup(modifiers);
    List<String> counted = new ArrayList<>();
    List<String> uncounted = new ArrayList<>();
    for (int number = 1; number <= PRODUCTS; number++) {
      boolean isCounted = number % 2 == 0;
      String product = product(number, isCounted, false);
      var _ =
          client.demand(
              CatalogServiceGrpc.getAttachModifierGroupMethod(),
              AttachModifierGroupRequest.newBuilder()
                  .setProductId(product)
                  .setModifierGroupId(group)
                  .build());
      (isCounted ? counted : uncounted).add(variant(number, product));
    }
    List<Place> places = List.of(place("STRICT", false), place("EASY", true));
    for (Place place : places) {
      stock(place, counted);
    }
    String supplier =
        client
            .demand(
                InventoryServiceGrpc.getCreateSupplierMethod(),
                CreateSupplierRequest.newBuilder().setId(id()).setName("Supplier").build())
            .getSupplier()
            .getId();
    Clientele clientele =
        new ClienteleSetup(client)
            .open(variant(PRODUCTS + 1, product(PRODUCTS + 1, false, true)), uncounted.getFirst());
    offer("First customers", PERCENT_OF_ITEMS, StackingClass.ITEM, FIRST_CUSTOMERS);
    offer("Every day", PERCENT_OF_ORDER, StackingClass.ORDER, 0);
    return new Shop(client.tenant(), places, counted, uncounted, modifiers, supplier, clientele);
  }

  /** Offers a percentage, in ppm, for so many uses; 0 for any number. */
  private void offer(String name, long ppm, StackingClass stackingClass, long uses) {
    CreatePromotionRequest.Builder request =
        CreatePromotionRequest.newBuilder()
            .setId(id())
            .setName(name)
            .setState(Promotion.State.ACTIVE)
            .setRules(
                PromotionRules.newBuilder()
                    .setStackingClass(stackingClass)
                    .addCombinesWith(StackingClass.ITEM)
                    .addCombinesWith(StackingClass.ORDER)
                    .setBenefit(
                        PromotionBenefit.newBuilder()
                            .setPercentOff(
                                PromotionBenefit.PercentOff.newBuilder().setPercentPpm(ppm))));
    if (uses > 0) {
      request.setLimits(PromotionLimits.newBuilder().setMaxUses(uses));
    }
    var _ = client.demand(PromotionServiceGrpc.getCreatePromotionMethod(), request.build());
  }

  private void taxes() {
    var _ =
        client.demand(
            CatalogServiceGrpc.getCreateTaxRuleMethod(),
            CreateTaxRuleRequest.newBuilder()
                .setId(id())
                .setName("PPN")
                .setRatePpm(110_000)
                .setInclusive(random.chance(50))
                .setAppliesToAll(true)
                .build());
    var _ =
        client.demand(
            CatalogServiceGrpc.getCreateServiceChargeMethod(),
            CreateServiceChargeRequest.newBuilder()
                .setId(id())
                .setName("Service")
                .setRatePpm(50_000)
                .setTaxable(random.chance(50))
                .setAppliesToAll(true)
                .build());
  }

  private String modifierGroup(List<String> modifiers) {
    String group =
        client
            .demand(
                CatalogServiceGrpc.getCreateModifierGroupMethod(),
                CreateModifierGroupRequest.newBuilder().setId(id()).setName("Extras").build())
            .getModifierGroup()
            .getId();
    for (int number = 1; number <= MODIFIERS; number++) {
      modifiers.add(
          client
              .demand(
                  CatalogServiceGrpc.getCreateModifierMethod(),
                  CreateModifierRequest.newBuilder()
                      .setId(id())
                      .setGroupId(group)
                      .setName("Extra " + number)
                      .setPriceDelta(money((long) number * PRICE_STEP))
                      .build())
              .getModifier()
              .getId());
    }
    return group;
  }

  private String product(int number, boolean isCounted, boolean isGiftCard) {
    return client
        .demand(
            CatalogServiceGrpc.getCreateProductMethod(),
            CreateProductRequest.newBuilder()
                .setId(id())
                .setName("Product " + number)
                .setSku("SKU-" + number)
                .setTrackStock(isCounted)
                .setGiftCard(isGiftCard)
                .build())
        .getProduct()
        .getId();
  }

  private String variant(int number, String product) {
    String variant =
        client
            .demand(
                CatalogServiceGrpc.getCreateVariantMethod(),
                CreateVariantRequest.newBuilder()
                    .setId(id())
                    .setProductId(product)
                    .setName("Regular")
                    .setSku("SKU-" + number + "-R")
                    .build())
            .getVariant()
            .getId();
    long price = (long) PRICE_STEP * random.between(50, 900);
    client.recorder().price(new Price(client.tenant(), variant, price));
    var _ = client.demand(CatalogServiceGrpc.getSetPriceMethod(), price(variant, price, id()));
    return variant;
  }

  static SetPriceRequest price(String variant, long amount, String id) {
    return SetPriceRequest.newBuilder()
        .setId(id)
        .setVariantId(variant)
        .setAmount(amount)
        .setCurrency(CURRENCY)
        .build();
  }

  private Place place(String code, boolean mayGoBelowZero) {
    CreateLocationRequest.Builder location =
        CreateLocationRequest.newBuilder()
            .setId(id())
            .setCode(code)
            .setName(code)
            .setAllowNegativeStock(mayGoBelowZero);
    if (mayGoBelowZero) {
      location.setCashRounding(Location.CashRounding.newBuilder().setStep(ROUNDING_STEP));
    }
    String locationId =
        client
            .demand(InventoryServiceGrpc.getCreateLocationMethod(), location.build())
            .getLocation()
            .getId();
    return new Place(locationId, code, mayGoBelowZero, register(locationId, code));
  }

  private String register(String locationId, String code) {
    return client
        .demand(
            StaffServiceGrpc.getCreateRegisterMethod(),
            CreateRegisterRequest.newBuilder()
                .setId(id())
                .setCode(code)
                .setName("Register of " + code)
                .setLocationId(locationId)
                .build())
        .getRegister()
        .getId();
  }

  /** Not plenty: some goods run out while they are sold. */
  private void stock(Place place, List<String> counted) {
    String id = id();
    AdjustStockRequest.Builder opening =
        AdjustStockRequest.newBuilder().setId(id).setLocationId(place.id());
    List<StockStep.Move> moves = new ArrayList<>();
    for (String variant : counted) {
      int quantity = random.between(30, 400);
      opening.addAdjustments(
          AdjustStockRequest.Adjustment.newBuilder()
              .setVariantId(variant)
              .setSetTo(quantity)
              .setReason("opening"));
      moves.add(new StockStep.Move(place.id(), variant, "ON_HAND", quantity));
    }
    var _ = client.demand(InventoryServiceGrpc.getAdjustStockMethod(), opening.build());
    client
        .recorder()
        .stockStep(new StockStep(client.tenant(), id, "AdjustStock", Outcome.DONE, moves));
  }

  private String id() {
    return client.conditions().newId(random);
  }

  static Money money(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency(CURRENCY).build();
  }
}
