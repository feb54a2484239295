package id.laris.bench.scenario;

import id.laris.bench.scenario.Assortment.Goods;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import id.laris.pos.v1.PromotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Twenty promotions as a shop with many of them has: a few fit a basket of two lines, the others
 * say why they do not.
 */
final class Offers {

  private static final long PPM_TENTH = 100_000;

  private Offers() {}

  static List<CreatePromotionRequest> twenty(List<Goods> goods) {
    List<CreatePromotionRequest> offers = new ArrayList<>();
    int products = goods.size() / 10;
    for (int number = 0; number < 10; number++) {
      PromotionTarget.Builder target = PromotionTarget.newBuilder();
      goods.subList(number * products, (number + 1) * products).stream()
          .map(Goods::productId)
          .forEach(target::addProductIds);
      offers.add(offer("Ten percent " + number, percent(StackingClass.ITEM).setTarget(target)));
    }
    for (long minimum : new long[] {20_000_000, 50_000_000, 200_000_000}) {
      offers.add(
          offer(
              "From " + minimum,
              percent(StackingClass.ORDER)
                  .addConditions(
                      PromotionCondition.newBuilder()
                          .setMinimum(
                              PromotionCondition.Minimum.newBuilder().setAmount(idr(minimum))))));
    }
    for (int number = 0; number < 3; number++) {
      offers.add(offer("Buy 2 get 1 " + number, buyTwoGetOne()));
    }
    offers.add(
        offer(
            "Early bird",
            percent(StackingClass.ITEM)
                .addWindows(PromotionWindow.newBuilder().setFromMinute(240).setToMinute(300))));
    Stream.of(
            PromotionCondition.newBuilder()
                .setCustomers(PromotionCondition.Customers.getDefaultInstance()),
            PromotionCondition.newBuilder()
                .setPaymentTypes(
                    PromotionCondition.PaymentTypes.newBuilder()
                        .addPaymentTypes(Payment.Type.CARD)),
            PromotionCondition.newBuilder()
                .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance()))
        .map(condition -> percent(StackingClass.ITEM).addConditions(condition))
        .forEach(rules -> offers.add(offer("With a condition", rules)));
    return offers;
  }

  private static PromotionRules.Builder percent(StackingClass stackingClass) {
    return rules(stackingClass)
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(PPM_TENTH)));
  }

  private static PromotionRules.Builder buyTwoGetOne() {
    return rules(StackingClass.ITEM)
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setBuyGet(
                    PromotionBenefit.BuyGet.newBuilder()
                        .setBuyQuantity(2)
                        .setGetQuantity(1)
                        .setPercentPpm(10 * PPM_TENTH)));
  }

  private static PromotionRules.Builder rules(StackingClass stackingClass) {
    return PromotionRules.newBuilder()
        .setCurrency(Shop.CURRENCY)
        .setStackingClass(stackingClass)
        .addCombinesWith(StackingClass.ITEM)
        .addCombinesWith(StackingClass.ORDER);
  }

  private static CreatePromotionRequest offer(String name, PromotionRules.Builder rules) {
    return CreatePromotionRequest.newBuilder()
        .setName(name)
        .setState(Promotion.State.ACTIVE)
        .setRules(rules)
        .build();
  }

  private static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency(Shop.CURRENCY).build();
  }
}
