package id.laris.demo;

import id.laris.client.LarisClient;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.PromotionTarget;
import id.laris.pos.v1.PromotionWindow;

/**
 * The promotions of the chain, which begin when the year of sales is over: a happy hour, buy two
 * get one free, a price for members, and coupons. Everything is made by calls, under ids of the
 * seed.
 */
final class Offers {

  private static final int COFFEE = 0;
  private static final int TEA = 3;
  private static final int PASTRIES = 5;
  private static final long TENTH_PPM = 100_000;
  private static final int FIRST_MINUTE_OF_HAPPY_HOUR = 14 * 60;
  private static final int END_OF_HAPPY_HOUR = 16 * 60;
  private static final int COUPONS = 200;

  private final PromotionServiceBlockingStub promotions;
  private final SeededIds ids;
  private int made;

  private Offers(LarisClient laris, SeededIds ids) {
    this.promotions = laris.promotions();
    this.ids = ids;
  }

  static void make(LarisClient laris, SeededIds ids) {
    Offers offers = new Offers(laris, ids);
    offers.happyHour();
    offers.buyTwoGetOne();
    offers.forMembers();
    offers.coupons();
  }

  private void happyHour() {
    offer(
        "Happy hour",
        percent(2 * TENTH_PPM)
            .setTarget(category(TEA))
            .addWindows(
                PromotionWindow.newBuilder()
                    .setFromMinute(FIRST_MINUTE_OF_HAPPY_HOUR)
                    .setToMinute(END_OF_HAPPY_HOUR)));
  }

  private void buyTwoGetOne() {
    offer(
        "Beli 2 gratis 1",
        rules()
            .setTarget(category(PASTRIES))
            .setBenefit(
                PromotionBenefit.newBuilder()
                    .setBuyGet(
                        PromotionBenefit.BuyGet.newBuilder()
                            .setBuyQuantity(2)
                            .setGetQuantity(1)
                            .setPercentPpm(10 * TENTH_PPM))));
  }

  private void forMembers() {
    offer(
        "Harga anggota",
        percent(TENTH_PPM)
            .setTarget(category(COFFEE))
            .addConditions(
                PromotionCondition.newBuilder()
                    .setCustomers(PromotionCondition.Customers.getDefaultInstance())));
  }

  private void coupons() {
    String id =
        offer(
            "Selamat datang",
            percent(TENTH_PPM)
                .setStackingClass(StackingClass.ORDER)
                .addConditions(
                    PromotionCondition.newBuilder()
                        .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance())));
    var _ =
        promotions.generateCoupons(
            GenerateCouponsRequest.newBuilder()
                .setId(ids.of("coupon batch", 0).toString())
                .setPromotionId(id)
                .setCount(COUPONS)
                .setPrefix("LARIS-")
                .build());
  }

  private String offer(String name, PromotionRules.Builder rules) {
    CreatePromotionRequest request =
        CreatePromotionRequest.newBuilder()
            .setId(ids.of("promotion", made++).toString())
            .setName(name)
            .setState(Promotion.State.ACTIVE)
            .setRules(rules)
            .build();
    return promotions.createPromotion(request).getPromotion().getId();
  }

  private static PromotionRules.Builder percent(long ppm) {
    return rules()
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(ppm)));
  }

  private static PromotionRules.Builder rules() {
    return PromotionRules.newBuilder()
        .setCurrency(Chain.CURRENCY)
        .setStackingClass(StackingClass.ITEM)
        .addCombinesWith(StackingClass.ITEM)
        .addCombinesWith(StackingClass.ORDER);
  }

  private PromotionTarget category(int number) {
    return PromotionTarget.newBuilder()
        .addCategoryIds(ids.of("category", number).toString())
        .build();
  }
}
