package id.laris.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.scenario.Till;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Promotion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembersTest extends BenchRun {

  @Test
  void eachSaleIsToACustomerWithPointsAndEachTenthHasAReward() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "checkout-loyalty", "--callers", "1")).isZero();

      List<CheckoutRequest> sales = laris.checkouts();
      assertThat(laris.customers().withPoints()).hasSize(100);
      assertThat(sales)
          .hasSizeGreaterThan(10)
          .allMatch(sale -> laris.customers().withPoints().contains(sale.getCustomerId()));
      assertThat(sales.stream().filter(sale -> sale.getRewardIdsCount() == 1))
          .hasSize(sales.size() / 10);
      long rewarded = row("checkout-loyalty", "Checkout (with a reward)").count();
      assertThat(rewarded).isEqualTo(sales.size() / 10);
      assertThat(row("checkout-loyalty", Till.CHECKOUT).count() + rewarded).isEqualTo(sales.size());
    }
  }

  @Test
  void eachTenantHasTwentyActivePromotions() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "checkout-promotions", "--tenants", "2", "--callers", "1"))
          .isZero();

      assertThat(laris.promotions().created())
          .hasSize(40)
          .allMatch(one -> one.getState() == Promotion.State.ACTIVE);
      assertThat(laris.checkouts()).isNotEmpty();
    }
  }

  @Test
  void aGiftCardPaysUntilItIsUsedUpAndIsFollowedByAnother() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "gift-card", "--callers", "2")).isZero();

      Map<String, Long> paid =
          laris.checkouts().stream()
              .map(sale -> sale.getPayments(0))
              .filter(tender -> tender.getPaymentType() == Payment.Type.GIFT_CARD)
              .collect(groupingBy(Tender::getGiftCardCode, summingLong(Tender::getAmount)));
      Map<String, Long> issued = laris.customers().amountByCode();
      assertThat(paid.keySet()).hasSizeGreaterThan(2).isEqualTo(issued.keySet());
      assertThat(paid.entrySet().stream().filter(one -> !issued.entrySet().contains(one)))
          .as("not used up yet: one of each caller")
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(one -> one.getValue() < issued.getOrDefault(one.getKey(), 0L));
      assertThat(row("gift-card", Till.CHECKOUT).count()).isEqualTo(laris.checkouts().size());
    }
  }

  @Test
  void customersAreNotMadeWithoutADatabase() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(
              benchIn(
                  Map.of("POS_DATA_DIR", "" + directory),
                  "--target",
                  laris.target(),
                  "--scenario",
                  "customer-search"))
          .isEqualTo(2);

      assertThat(output).contains("customers are made in the database, which is not known");
    }
  }
}
