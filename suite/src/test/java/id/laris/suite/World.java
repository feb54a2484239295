package id.laris.suite;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import id.laris.pos.v1.ActivateRegisterRequest;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.CashMovement;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ClockInRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CorrectTimeEntryRequest;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateApiKeyRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCommissionRuleRequest;
import id.laris.pos.v1.CreateCouponRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CreateRoleRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.HoldOrderRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.RecordPayoutRequest;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockLine;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A tenant that has one of everything, each under a name that nobody else may ever see. */
final class World {

  static final String SECRET = "SECRET-OF-THIS-TENANT";

  private final Map<String, String> idByField = new HashMap<>();

  /** Follows the codes that only one of a tenant's worlds can have. */
  private final String suffix;

  private World(String suffix) {
    this.suffix = suffix;
  }

  static World of(Channel channel) {
    return of(channel, "");
  }

  /** Makes another world of the same tenant. */
  static World of(Channel channel, String suffix) {
    World world = new World(suffix);
    world.makeCatalog(CatalogServiceGrpc.newBlockingStub(channel));
    world.makeCustomers(CustomerServiceGrpc.newBlockingStub(channel));
    world.makePromotions(PromotionServiceGrpc.newBlockingStub(channel));
    world.makeSales(SalesServiceGrpc.newBlockingStub(channel));
    world.makeInventory(InventoryServiceGrpc.newBlockingStub(channel));
    world.makePayments(channel);
    world.makeStaff(StaffServiceGrpc.newBlockingStub(channel));
    world.makeWork(StaffServiceGrpc.newBlockingStub(channel));
    return world;
  }

  /**
   * The id that a request field of this name means; empty where this tenant has nothing of the
   * kind.
   */
  String id(String field) {
    return idByField.getOrDefault(field, "");
  }

  private void makeCatalog(CatalogServiceBlockingStub catalog) {
    String category =
        catalog
            .createCategory(CreateCategoryRequest.newBuilder().setName(SECRET).build())
            .getCategory()
            .getId();
    know(category, "category_id", "parent_id", "category_ids", "excluded_category_ids", "Category");
    String product =
        catalog
            .createProduct(
                CreateProductRequest.newBuilder()
                    .setName(SECRET)
                    .setSku(SECRET + suffix)
                    .setBarcode(SECRET + suffix)
                    .setBrand(SECRET)
                    .setCategoryId(category)
                    .build())
            .getProduct()
            .getId();
    know(product, "product_id", "product_ids", "excluded_product_ids", "Product");
    String variant =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder()
                    .setProductId(product)
                    .setName(SECRET)
                    .setSku(SECRET + suffix)
                    .build())
            .getVariant()
            .getId();
    know(variant, "variant_id", "variant_ids", "Variant");
    know(
        catalog
            .setPrice(
                SetPriceRequest.newBuilder()
                    .setVariantId(variant)
                    .setAmount(2_500_000)
                    .setCurrency("IDR")
                    .build())
            .getPrice()
            .getId(),
        "price_id");
    String group =
        catalog
            .createModifierGroup(CreateModifierGroupRequest.newBuilder().setName(SECRET).build())
            .getModifierGroup()
            .getId();
    know(group, "modifier_group_id", "group_id", "ModifierGroup");
    know(
        catalog
            .createModifier(
                CreateModifierRequest.newBuilder().setGroupId(group).setName(SECRET).build())
            .getModifier()
            .getId(),
        "modifier_id",
        "modifier_ids",
        "Modifier");
    catalog.attachModifierGroup(
        AttachModifierGroupRequest.newBuilder()
            .setProductId(product)
            .setModifierGroupId(group)
            .build());
    know(
        catalog
            .createTaxRule(
                CreateTaxRuleRequest.newBuilder()
                    .setName(SECRET)
                    .setRatePpm(110_000)
                    .setInclusive(true)
                    .setAppliesToAll(true)
                    .build())
            .getTaxRule()
            .getId(),
        "tax_rule_id",
        "tax_rule_ids",
        "TaxRule");
    know(
        catalog
            .createServiceCharge(
                CreateServiceChargeRequest.newBuilder()
                    .setName(SECRET)
                    .setRatePpm(50_000)
                    .setAppliesToAll(true)
                    .build())
            .getServiceCharge()
            .getId(),
        "service_charge_id",
        "ServiceCharge");
  }

  private void makeCustomers(CustomerServiceBlockingStub customers) {
    String customer = customer(customers);
    know(customer, "customer_id", "from_customer_id", "Customer");
    know(customer(customers), "into_customer_id");
    know(
        customers
            .createReward(
                CreateRewardRequest.newBuilder()
                    .setName(SECRET)
                    .setPoints(10)
                    .setAmountOff(Money.newBuilder().setAmount(100).setCurrency("IDR"))
                    .build())
            .getReward()
            .getId(),
        "reward_id",
        "reward_ids",
        "Reward");
    var _ =
        customers.adjustPoints(
            AdjustPointsRequest.newBuilder()
                .setCustomerId(customer)
                .setPoints(100)
                .setReason(SECRET)
                .build());
    know(giftCard(customers), "gift_card_id", "from_gift_card_id");
    know(giftCard(customers), "into_gift_card_id");
  }

  private void makePromotions(PromotionServiceBlockingStub promotions) {
    String promotion =
        promotions
            .createPromotion(
                CreatePromotionRequest.newBuilder()
                    .setName(SECRET)
                    .setState(Promotion.State.ACTIVE)
                    .setRules(
                        PromotionRules.newBuilder()
                            .setBenefit(
                                PromotionBenefit.newBuilder()
                                    .setPercentOff(
                                        PromotionBenefit.PercentOff.newBuilder()
                                            .setPercentPpm(100_000)))
                            .setStackingClass(PromotionRules.StackingClass.ORDER))
                    .build())
            .getPromotion()
            .getId();
    know(promotion, "promotion_id", "Promotion");
    know(
        promotions
            .createCoupon(
                CreateCouponRequest.newBuilder()
                    .setPromotionId(promotion)
                    .setCode(SECRET + suffix)
                    .build())
            .getCoupon()
            .getId(),
        "coupon_id",
        "Coupon");
    know(
        promotions
            .generateCoupons(
                GenerateCouponsRequest.newBuilder()
                    .setPromotionId(promotion)
                    .setCount(1)
                    .setPrefix(SECRET.substring(0, 6))
                    .build())
            .getBatch()
            .getId(),
        "batch_id",
        "coupon_batch_id");
  }

  private static String customer(CustomerServiceBlockingStub customers) {
    return customers
        .createCustomer(
            CreateCustomerRequest.newBuilder().setDisplayName(SECRET).setNotes(SECRET).build())
        .getCustomer()
        .getId();
  }

  private static String giftCard(CustomerServiceBlockingStub customers) {
    return customers
        .issueGiftCard(IssueGiftCardRequest.newBuilder().setAmount(100).setNotes(SECRET).build())
        .getGiftCard()
        .getId();
  }

  private void makeSales(SalesServiceBlockingStub sales) {
    String order =
        sales
            .createOrder(CreateOrderRequest.newBuilder().setNotes(SECRET).build())
            .getOrder()
            .getId();
    know(order, "order_id");
    know(
        sales
            .addOrderItem(
                AddOrderItemRequest.newBuilder()
                    .setOrderId(order)
                    .setVariantId(id("variant_id"))
                    .setQuantity(1)
                    .build())
            .getItem()
            .getId(),
        "item_id");
    know(
        sales
            .applyDiscount(
                ApplyDiscountRequest.newBuilder()
                    .setOrderId(order)
                    .setPercentPpm(100_000)
                    .setReason(SECRET)
                    .build())
            .getDiscount()
            .getId(),
        "discount_id");
    sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order).build());
    know(
        sales
            .addPayment(
                AddPaymentRequest.newBuilder()
                    .setOrderId(order)
                    .setPaymentType(Payment.Type.CASH)
                    .setAmount(100)
                    .build())
            .getPayment()
            .getId(),
        "payment_id");
    makeReturn(sales);
    putAside(sales);
  }

  private static void putAside(SalesServiceBlockingStub sales) {
    String order = sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId();
    var _ =
        sales.holdOrder(HoldOrderRequest.newBuilder().setOrderId(order).setLabel(SECRET).build());
  }

  private void makeReturn(SalesServiceBlockingStub sales) {
    String order =
        sales
            .createOrder(CreateOrderRequest.newBuilder().setNotes(SECRET).build())
            .getOrder()
            .getId();
    String item =
        sales
            .addOrderItem(
                AddOrderItemRequest.newBuilder()
                    .setOrderId(order)
                    .setVariantId(id("variant_id"))
                    .setQuantity(2)
                    .build())
            .getItem()
            .getId();
    Order open =
        sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order).build()).getOrder();
    sales.addPayment(
        AddPaymentRequest.newBuilder()
            .setOrderId(order)
            .setPaymentType(Payment.Type.CASH)
            .setAmount(open.getTotal().getAmount())
            .build());
    sales.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order).build());
    var _ = takeBack(sales, order, item);
    SalesReturn made = takeBack(sales, order, item);
    know(made.getId(), "return_id");
    know(made.getRefunds(0).getId(), "refund_id");
  }

  private static SalesReturn takeBack(SalesServiceBlockingStub sales, String order, String item) {
    return sales
        .createReturn(
            CreateReturnRequest.newBuilder()
                .setOrderId(order)
                .addLines(
                    ReturnedItem.newBuilder()
                        .setItemId(item)
                        .setQuantity(1)
                        .setReason(SalesReturn.Reason.OTHER)
                        .setRestock(SalesReturn.Restock.GOOD))
                .setNotes(SECRET)
                .build())
        .getSalesReturn();
  }

  private void makeInventory(InventoryServiceBlockingStub inventory) {
    String shop = location(inventory, "SHOP" + suffix);
    String depot = location(inventory, "DEPOT" + suffix);
    know(
        shop,
        "location_id",
        "location_ids",
        "from_location_id",
        "preferred_location_id",
        "Location");
    know(depot, "to_location_id");
    String variant = id("variant_id");
    inventory.adjustStock(
        AdjustStockRequest.newBuilder()
            .setLocationId(shop)
            .addAdjustments(
                AdjustStockRequest.Adjustment.newBuilder()
                    .setVariantId(variant)
                    .setQuantityChange(100)
                    .setReason(SECRET))
            .build());
    StockLine one = StockLine.newBuilder().setVariantId(variant).setQuantity(1).build();
    know(
        inventory
            .reserveStock(
                ReserveStockRequest.newBuilder()
                    .setReference(UUID.randomUUID().toString())
                    .setLocationId(shop)
                    .addLines(one)
                    .build())
            .getReservation()
            .getReference(),
        "reference");
    String transfer =
        inventory
            .createTransfer(
                CreateTransferRequest.newBuilder()
                    .setFromLocationId(shop)
                    .setToLocationId(depot)
                    .addLines(one)
                    .setNotes(SECRET)
                    .build())
            .getTransfer()
            .getId();
    know(transfer, "transfer_id");
    inventory.shipTransfer(ShipTransferRequest.newBuilder().setTransferId(transfer).build());
    know(
        inventory
            .startCount(
                StartCountRequest.newBuilder()
                    .setLocationId(shop)
                    .setScope(StockCount.Scope.SPOT)
                    .setNotes(SECRET)
                    .build())
            .getCount()
            .getId(),
        "count_id");
    String supplier =
        inventory
            .createSupplier(CreateSupplierRequest.newBuilder().setName(SECRET).build())
            .getSupplier()
            .getId();
    know(supplier, "supplier_id", "Supplier");
    know(
        inventory
            .createPurchaseOrder(
                CreatePurchaseOrderRequest.newBuilder()
                    .setSupplierId(supplier)
                    .setLocationId(shop)
                    .addLines(
                        PurchaseOrder.Line.newBuilder().setVariantId(variant).setQuantity(100))
                    .setNotes(SECRET)
                    .build())
            .getPurchaseOrder()
            .getId(),
        "purchase_order_id",
        "PurchaseOrder");
  }

  private void makeStaff(StaffServiceBlockingStub staff) {
    String role =
        staff
            .createRole(
                CreateRoleRequest.newBuilder()
                    .setName(SECRET + suffix)
                    .addScopes("sales.read")
                    .build())
            .getRole()
            .getId();
    know(role, "role_id", "role_ids", "Role");
    know(
        staff
            .createEmployee(
                CreateEmployeeRequest.newBuilder().setName(SECRET).setNotes(SECRET).build())
            .getEmployee()
            .getId(),
        "employee_id",
        "Employee");
    know(
        staff
            .createApiKey(
                CreateApiKeyRequest.newBuilder().setName(SECRET).addScopes("sales.read").build())
            .getApiKey()
            .getId(),
        "api_key_id");
    openDrawer(staff);
  }

  /** A register with a shift that was counted, and one without a shift. */
  private void openDrawer(StaffServiceBlockingStub staff) {
    String shift = UUID.randomUUID().toString();
    OpenShiftRequest open =
        OpenShiftRequest.newBuilder()
            .setId(shift)
            .setRegisterId(register(staff, "DRAWER"))
            .setOpeningFloat(Money.newBuilder().setAmount(100).setCurrency("IDR"))
            .build();
    // Sales may be out of reach for a moment after a test that broke its database.
    var _ =
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptionsMatching(
                e ->
                    e instanceof StatusRuntimeException refusal
                        && refusal.getStatus().getCode() == Status.Code.UNAVAILABLE)
            .until(() -> staff.openShift(open).getShift(), Shift::isInitialized);
    know(shift, "shift_id", "Shift");
    var _ =
        staff.recordCashMovement(
            RecordCashMovementRequest.newBuilder()
                .setShiftId(shift)
                .setKind(CashMovement.Kind.PAY_IN)
                .setAmount(100)
                .setReason(SECRET)
                .build());
    var _ =
        staff.countShift(CountShiftRequest.newBuilder().setShiftId(shift).setAmount(100).build());
    String till = register(staff, "TILL");
    know(till, "register_id", "Register");
    String code =
        staff
            .createActivationCode(
                CreateActivationCodeRequest.newBuilder().setRegisterId(till).build())
            .getCode();
    know(
        staff
            .activateRegister(
                ActivateRegisterRequest.newBuilder().setCode(code).setDeviceName(SECRET).build())
            .getDevice()
            .getId(),
        "device_id");
  }

  private String register(StaffServiceBlockingStub staff, String code) {
    return staff
        .createRegister(
            CreateRegisterRequest.newBuilder()
                .setCode(suffix.isEmpty() ? code : code + "-2")
                .setName(SECRET)
                .setLocationId(id("location_id"))
                .build())
        .getRegister()
        .getId();
  }

  /** Work that has ended, and work that goes on. */
  private void makeWork(StaffServiceBlockingStub staff) {
    know(
        staff
            .correctTimeEntry(
                CorrectTimeEntryRequest.newBuilder()
                    .setEmployeeId(id("employee_id"))
                    .setLocationId(id("location_id"))
                    .setClockedInAt(Timestamp.newBuilder().setSeconds(1_767_900_000))
                    .setClockedOutAt(Timestamp.newBuilder().setSeconds(1_767_930_000))
                    .setReason(SECRET)
                    .build())
            .getTimeEntry()
            .getId(),
        "time_entry_id");
    var _ =
        staff.clockIn(
            ClockInRequest.newBuilder()
                .setEmployeeId(id("employee_id"))
                .setLocationId(id("location_id"))
                .build());
    know(
        staff
            .createCommissionRule(
                CreateCommissionRuleRequest.newBuilder()
                    .setName(SECRET)
                    .setPercentPpm(50_000)
                    .build())
            .getCommissionRule()
            .getId(),
        "commission_rule_id",
        "CommissionRule");
    for (int i = 0; i < 2; i++) {
      var _ =
          staff.recordPayout(
              RecordPayoutRequest.newBuilder()
                  .setEmployeeId(id("employee_id"))
                  .setAmount(100)
                  .setReference(SECRET)
                  .setAdvance(true)
                  .build());
    }
  }

  private void makePayments(Channel channel) {
    openAccount(channel);
    know(
        PaymentTransactionServiceGrpc.newBlockingStub(channel)
            .charge(
                ChargeRequest.newBuilder()
                    .setOrderId(UUID.randomUUID().toString())
                    .setAmount(100)
                    .setMethod(PaymentTransaction.Method.QRIS)
                    .addItems(ChargeItem.newBuilder().setName(SECRET).setPrice(100).setQuantity(1))
                    .build())
            .getTransaction()
            .getId(),
        "transaction_id");
  }

  /** The tenant gets an account at the simulated payment gateway. */
  static void openAccount(Channel channel) {
    var _ =
        PaymentTransactionServiceGrpc.newBlockingStub(channel)
            .setGatewayConfig(
                SetGatewayConfigRequest.newBuilder()
                    .setServerKey("SB-Mid-server-" + UUID.randomUUID())
                    .build());
  }

  private static String location(InventoryServiceBlockingStub inventory, String code) {
    return inventory
        .createLocation(CreateLocationRequest.newBuilder().setCode(code).setName(SECRET).build())
        .getLocation()
        .getId();
  }

  private void know(String id, String... fields) {
    for (String field : fields) {
      idByField.put(field, id);
    }
  }
}
