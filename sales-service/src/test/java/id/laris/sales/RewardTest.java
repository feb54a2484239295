package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ApplyRewardRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.RemoveDiscountRequest;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.RewardReservation.Status;
import id.laris.pos.v1.SalesSettings;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Rewards are discounts that the customer gets for points, which are held while the order is OPEN.
 */
@SalesTest
class RewardTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired Reach reach;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private Wallet wallet;
  private String siti;
  private String tea;
  private String voucher;

  @BeforeEach
  void aCustomerWithPoints() {
    reach.restoreCustomers();
    till = new Till(calls.as(tenant));
    wallet = new Wallet(customers, jobs, clock, database, tenant, till);
    siti = customers.add("Siti");
    customers.points().put(siti, 100);
    tea = catalog.sell("Tea", PRICE);
    voucher = customers.offer("10,000 off", 40, reward -> reward.setAmountOff(idr(1_000_000)));
  }

  @AfterEach
  void nothingIsLeft() {
    reach.restoreCustomers();
    wallet.settle();
    clock.set(FakeClock.START);
  }

  @Test
  void anAmountComesOffAndNoMoreThanThereIs() {
    Order draft = apply(draft(), voucher);

    OrderDiscount discount = draft.getDiscounts(0);
    assertThat(discount.getRewardId()).isEqualTo(voucher);
    assertThat(discount.getPoints()).isEqualTo(40);
    assertThat(discount.getReason()).isEqualTo("10,000 off");
    assertThat(discount.getApplied()).isEqualTo(idr(1_000_000));
    assertThat(draft.getTotal()).isEqualTo(idr(200_000));
    assertThat(till.get(draft)).isEqualTo(draft);
    assertThat(apply(draft, voucher).getTotal()).isEqualTo(idr(0));
  }

  @Test
  void aPercentageFollowsTheDraftUpToItsLimit() {
    String half =
        offerPercent(percent -> percent.setPercentPpm(500_000).setMaxAmount(idr(1_000_000)));
    Order draft = apply(draft(), half);
    assertThat(draft.getDiscounts(0).getApplied()).isEqualTo(idr(600_000));

    Order more = till.add(draft, tea, 1);

    assertThat(more.getDiscounts(0).getApplied()).isEqualTo(idr(1_000_000));
    assertThat(more.getTotal()).isEqualTo(idr(1_400_000));
    Order fewer = removeLine(more, 1);
    assertThat(fewer.getDiscounts(0).getApplied()).isEqualTo(idr(600_000));
    assertThat(fewer.getDiscounts(0).getPercentPpm()).isEqualTo(500_000);
  }

  @Test
  void aRepeatedFinalizeKeepsThePointsHeld() {
    Order open = till.finalizeOrder(apply(draft(), voucher));

    assertThat(till.finalizeOrder(open)).isEqualTo(open);

    assertThat(customers.points().of(open.getId()).status()).isEqualTo(Status.HELD);
    assertThat(customers.points().of(open.getId()).revision()).isEqualTo(open.getRewardRevision());
  }

  @Test
  void aPercentageIsOfWhatEarlierDiscountsLeft() {
    String tenth = offerPercent(percent -> percent.setPercentPpm(100_000));

    Order draft = apply(till.amountOff(draft(), 200_000), tenth);

    assertThat(draft.getDiscounts(1).getApplied()).isEqualTo(idr(100_000));
  }

  @Test
  void oneOfTheDearestPiecesIsFree() {
    String category = UUID.randomUUID().toString();
    QuotedItem.Modifier large = FakeCatalog.modifier("Large", 500_000);
    String latte =
        catalog.sell("Latte", 2_000_000, sold -> sold.addCategoryIds(category).addModifiers(large));
    String cake = catalog.sell("Cake", 9_000_000);
    String free =
        customers.offer("Free coffee", 50, reward -> reward.setFreeItem(freeOf(category)));
    Order draft = till.add(till.add(draft(), latte, 2), cake, 1);
    Order withLarge =
        till.sales()
            .addOrderItem(
                AddOrderItemRequest.newBuilder()
                    .setOrderId(draft.getId())
                    .setVariantId(latte)
                    .setQuantity(1)
                    .addModifierIds(large.getModifierId())
                    .build())
            .getOrder();

    Order once = apply(withLarge, free);

    assertThat(once.getDiscounts(0).getApplied()).isEqualTo(idr(2_500_000));
    assertThat(once.getDiscounts(0).getItemId()).isEqualTo(withLarge.getItems(3).getId());
    assertThat(once.getItems(3).getTotal()).isEqualTo(idr(0));
    assertThat(once.getItems(1).getCategoryIdsList()).containsExactly(category);
    Order twice = apply(once, free);
    assertThat(twice.getDiscounts(1).getApplied()).isEqualTo(idr(2_000_000));
    assertThat(twice.getItems(1).getTotal()).isEqualTo(idr(2_000_000));
    Order without = removeLine(twice, 3);
    assertThat(without.getDiscountsList())
        .extracting(OrderDiscount::getApplied)
        .containsExactly(idr(2_000_000), idr(2_000_000));
    assertThat(without.getItems(1).getTotal()).isEqualTo(idr(0));
  }

  @Test
  void aProductCanBeFree() {
    String product = UUID.randomUUID().toString();
    String cake = catalog.sell("Cake", 900_000, sold -> sold.setProductId(product));
    String free =
        customers.offer(
            "Free cake",
            50,
            reward -> reward.setFreeItem(Reward.FreeItem.newBuilder().addProductIds(product)));

    assertThat(apply(till.add(draft(), cake, 1), free).getTotal()).isEqualTo(idr(PRICE));
  }

  @Test
  void aRewardThatTakesNothingOffIsRefused() {
    String big =
        customers.offer(
            "Big", 40, reward -> reward.setAmountOff(idr(500_000)).setMinimumTotal(idr(2 * PRICE)));
    String free =
        customers.offer(
            "Free coffee", 50, reward -> reward.setFreeItem(freeOf(UUID.randomUUID().toString())));
    Order draft = draft();

    Refusal.of(() -> apply(draft, big)).has(Reason.ITEM_INACTIVE).naming("reward_id");
    Refusal.of(() -> apply(draft, free)).has(Reason.ITEM_INACTIVE).naming("reward_id");
    Refusal.of(() -> checkout(sale(1, big))).has(Reason.ITEM_INACTIVE).naming("reward_ids[0]");
    Order enough = apply(till.add(draft, tea, 1), big);
    assertThat(enough.getTotal()).isEqualTo(idr(1_900_000));
    Order less = removeLine(enough, 1);
    assertThat(less.getTotal()).isEqualTo(idr(PRICE));
    Refusal.of(() -> till.finalizeOrder(less)).has(Reason.ITEM_INACTIVE).naming("order_id");
    assertThat(customers.points().available(siti)).isEqualTo(100);
    assertThat(till.finalizeOrder(removeDiscount(less, 0)).getTotal()).isEqualTo(idr(PRICE));
  }

  @Test
  void aRewardMustBeUsableNow() {
    Order draft = draft();
    Refusal.of(() -> apply(draft, UUID.randomUUID().toString()))
        .has(Reason.NOT_FOUND)
        .naming("reward_id");
    assertUnusable(draft, reward -> reward.setActive(false));
    assertUnusable(
        draft, reward -> reward.setStartsAt(Protos.timestamp(FakeClock.START.plusSeconds(1))));
    assertUnusable(draft, reward -> reward.setEndsAt(Protos.timestamp(FakeClock.START)));
    assertUnusable(draft, reward -> reward.setDeletedAt(Protos.timestamp(FakeClock.START)));
    String dollars =
        customers.offer(
            "Dollars",
            1,
            reward -> reward.setAmountOff(Money.newBuilder().setAmount(1).setCurrency("USD")));
    Refusal.of(() -> apply(draft, dollars)).has(Reason.CURRENCY_MISMATCH);
  }

  private void assertUnusable(Order draft, UnaryOperator<Reward.Builder> change) {
    String id = customers.offer("Used up", 1, reward -> change.apply(reward.setAmountOff(idr(1))));
    Refusal.of(() -> apply(draft, id)).has(Reason.ITEM_INACTIVE).naming("reward_id");
    Refusal.of(() -> checkout(sale(1, voucher, id)))
        .has(Reason.ITEM_INACTIVE)
        .naming("reward_ids[1]");
  }

  @Test
  void onlyACustomerGetsARewardAndItStays() {
    Refusal.of(() -> apply(till.draft(tea, 1), voucher))
        .has(Reason.VALIDATION_FAILED)
        .naming("order_id");
    Refusal.of(() -> checkout(sale(1, voucher).toBuilder().clearCustomerId().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("customer_id");
    Order draft = apply(draft(), voucher);
    String budi = customers.add("Budi");

    Refusal.of(() -> till.sales().setOrderDetails(Wallet.giveTo(draft, budi)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .saying("remove them");
    assertThat(
            till.sales()
                .setOrderDetails(Wallet.giveTo(removeDiscount(draft, 0), budi))
                .getOrder()
                .getCustomerId())
        .isEqualTo(budi);
  }

  @Test
  void noLimitOfDiscountsHoldsForRewards() {
    till.set(SalesSettings.newBuilder().setDiscountLimitPpm(10_000).build(), "discount_limit_ppm");
    Till cashier = new Till(calls.as(tenant, "sales.write sales.read"));
    Order draft = draft();

    Order cheaper = cashier.sales().applyReward(request(draft, voucher).build()).getOrder();

    assertThat(cashier.finalizeOrder(cheaper).getTotal()).isEqualTo(idr(200_000));
  }

  @Test
  void aRepeatedRewardIsTheSame() {
    Order draft = draft();
    ApplyRewardRequest request =
        request(draft, voucher).setId(UUID.randomUUID().toString()).build();
    Order applied = till.sales().applyReward(request).getOrder();

    customers.whileDown(
        () -> assertThat(till.sales().applyReward(request).getOrder()).isEqualTo(applied));
    String other = customers.offer("Other", 1, reward -> reward.setAmountOff(idr(100)));
    Refusal.of(() -> till.sales().applyReward(request.toBuilder().setRewardId(other).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void pointsAreHeldWhileTheOrderIsOpenAndSpentWhenItCompletes() {
    Order open = till.finalizeOrder(apply(apply(draft(2), voucher), voucher));

    assertThat(customers.points().available(siti)).isEqualTo(20);
    assertThat(open.getRewardRevision()).isEqualTo(customers.points().of(open.getId()).revision());
    till.complete(till.pay(open, 400_000));
    wallet.applyEvents();
    assertThat(customers.points().of(open.getId()).status()).isEqualTo(Status.SPENT);
    assertThat(customers.points().available(siti)).isEqualTo(20);
  }

  @Test
  void reopeningAndVoidingGivePointsBack() {
    Order open = till.finalizeOrder(apply(draft(), voucher));
    till.reopen(open);
    wallet.applyEvents();
    assertThat(customers.points().available(siti)).isEqualTo(100);
    till.finalizeOrder(open);
    assertThat(customers.points().available(siti)).isEqualTo(60);

    till.voidOrder(open);
    wallet.applyEvents();

    assertThat(customers.points().available(siti)).isEqualTo(100);
  }

  @Test
  void tooFewPointsAreRefused() {
    customers.points().put(siti, 30);
    Order draft = apply(draft(), voucher);

    Refusal.of(() -> till.finalizeOrder(draft))
        .has(Reason.INSUFFICIENT_POINTS)
        .with("requested", 40)
        .with("available", 30);
    Refusal.of(() -> checkout(sale(1, voucher))).has(Reason.INSUFFICIENT_POINTS);

    assertThat(till.get(draft)).isEqualTo(draft);
  }

  @Test
  void aCheckoutDoesAllOfIt() {
    Order sold = checkout(sale(1, voucher));

    assertThat(sold.getTotal()).isEqualTo(idr(200_000));
    assertThat(sold.getRewardRevision()).isPositive();
    assertThat(till.get(sold)).isEqualTo(sold);
    wallet.applyEvents();
    assertThat(customers.points().of(sold.getId()).status()).isEqualTo(Status.SPENT);
  }

  @Test
  void pointsWhoseAnswerIsLostAreGivenBack() {
    Order draft = apply(draft(), voucher);
    customers.loseReplies(3);

    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);

    assertThat(customers.points().available(siti)).isEqualTo(60);
    reach.restoreCustomers();
    wallet.runJob();
    assertThat(customers.points().available(siti)).isEqualTo(100);
  }

  @Test
  void anAttemptThatWasGivenUpIsMadeAgain() {
    Order draft = apply(draft(), voucher);
    customers.afterNextHold(
        () -> {
          clock.advance(Duration.ofSeconds(4));
          wallet.runJob();
        });

    Order open = till.finalizeOrder(draft);

    assertThat(open.getRewardRevision()).isEqualTo(customers.points().of(open.getId()).revision());
    assertThat(customers.points().available(siti)).isEqualTo(60);
  }

  @Test
  void pointsAreSpentOnceByManySales() {
    var outcomes = Parallel.times(8, i -> checkout(sale(1, voucher)));

    assertThat(Parallel.successes(outcomes)).hasSize(2);
    wallet.applyEvents();
    assertThat(customers.points().available(siti)).isEqualTo(20);
  }

  @Test
  void thirtyTwoEqualCheckoutsWithOneKeyAreOneSale() {
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    CheckoutRequest request = sale(1, voucher);

    var outcomes = Parallel.times(32, i -> withKey.sales().checkout(request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    wallet.applyEvents();
    assertThat(customers.points().available(siti)).isEqualTo(60);
  }

  private String offerPercent(UnaryOperator<Reward.PercentOff.Builder> percent) {
    return customers.offer(
        "Percent",
        10,
        reward -> reward.setPercentOff(percent.apply(Reward.PercentOff.newBuilder())));
  }

  private static Reward.FreeItem freeOf(String category) {
    return Reward.FreeItem.newBuilder().addCategoryIds(category).build();
  }

  private Order draft() {
    return draft(1);
  }

  private Order draft(long quantity) {
    return till.add(wallet.draftOf(siti), tea, quantity);
  }

  private static ApplyRewardRequest.Builder request(Order order, String rewardId) {
    return ApplyRewardRequest.newBuilder().setOrderId(order.getId()).setRewardId(rewardId);
  }

  private Order apply(Order order, String rewardId) {
    return till.sales().applyReward(request(order, rewardId).build()).getOrder();
  }

  private Order removeLine(Order order, int index) {
    return till.sales()
        .removeOrderItem(
            RemoveOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setItemId(order.getItems(index).getId())
                .build())
        .getOrder();
  }

  private Order removeDiscount(Order order, int index) {
    return till.sales()
        .removeDiscount(
            RemoveDiscountRequest.newBuilder()
                .setOrderId(order.getId())
                .setDiscountId(order.getDiscounts(index).getId())
                .build())
        .getOrder();
  }

  private CheckoutRequest sale(long quantity, String... rewardIds) {
    return Sales.sale(Sales.item(tea, quantity))
        .setCustomerId(siti)
        .addAllRewardIds(List.of(rewardIds))
        .addPayments(Sales.cash(quantity * PRICE))
        .build();
  }

  private Order checkout(CheckoutRequest request) {
    return till.sales().checkout(request).getOrder();
  }
}
