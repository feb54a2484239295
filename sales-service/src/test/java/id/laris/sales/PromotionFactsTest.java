package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static id.laris.sales.Sales.cash;
import static id.laris.sales.Sales.item;
import static id.laris.sales.Sales.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Birthday;
import id.laris.pos.v1.PromotionCondition.Customers;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An order keeps the facts by which its promotions were decided, and says if the search gave up.
 */
@SalesTest
class PromotionFactsTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakePromotions promotions;
  @Autowired Reach reach;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void aTill() {
    reach.restorePromotions();
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", PRICE);
  }

  @Test
  void anOrderKeepsWhatItsPromotionsAskedAboutItsCustomer() {
    String siti = customers.add("Siti");
    LocalDate today = LocalDate.ofInstant(FakeClock.START, ZoneOffset.UTC);
    promotions.knows(
        PromotionCustomer.newBuilder()
            .setCustomerId(siti)
            .addGroups("VIP")
            .addGroups("Patients")
            .setBirthday(
                Date.newBuilder().setMonth(today.getMonthValue()).setDay(today.getDayOfMonth()))
            .setFirstPurchase(true)
            .build());
    promotions.offer(
        tenant,
        "Birthday of members",
        percent(100_000)
            .addConditions(
                PromotionCondition.newBuilder()
                    .setCustomers(Customers.newBuilder().addGroups("vip")))
            .addConditions(
                PromotionCondition.newBuilder().setBirthday(Birthday.newBuilder().setDays(7)))
            .build());

    Order order =
        till.sales()
            .checkout(sale(item(tea, 1)).setCustomerId(siti).addPayments(cash(900_000)).build())
            .getOrder();
    promotions.knows(PromotionCustomer.newBuilder().setCustomerId(siti).build());

    assertThat(order.getTotal()).isEqualTo(idr(900_000));
    assertThat(order.getPromotionCustomer())
        .isEqualTo(
            PromotionCustomer.newBuilder()
                .setCustomerId(siti)
                .addGroups("VIP")
                .setBirthdayWithinDays(7)
                .build());
    assertThat(till.get(order)).isEqualTo(order);
  }

  @Test
  void theFactsOfADraftAreThoseOfItsLastPrice() {
    String siti = customers.add("Siti");
    PromotionCustomer unavailable =
        PromotionCustomer.newBuilder().setCustomerId(siti).setUnavailable(true).build();
    promotions.knows(unavailable);
    promotions.offer(
        tenant,
        "Members",
        percent(100_000)
            .addConditions(
                PromotionCondition.newBuilder()
                    .setCustomers(Customers.newBuilder().addGroups("vip")))
            .build());
    Order created =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setCustomerId(siti).build())
            .getOrder();
    Order draft = till.add(created, tea, 1);
    assertThat(draft.getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.CUSTOMER_UNAVAILABLE);
    assertThat(draft.getPromotionCustomer()).isEqualTo(unavailable);

    promotions.knows(PromotionCustomer.newBuilder().setCustomerId(siti).addGroups("vip").build());
    Order priced = till.add(draft, tea, 1);

    assertThat(priced.getPromotionCustomer().getUnavailable()).isFalse();
    assertThat(priced.getPromotionCustomer().getGroupsList()).containsExactly("vip");
    promotions.endAll(tenant);
    assertThat(till.add(priced, tea, 1).hasPromotionCustomer()).isFalse();
  }

  @Test
  void anOrderSaysThatAnotherCombinationMayTakeOffMore() {
    for (int i = 0; i < 20; i++) {
      promotions.offerUnlimited(tenant, "Sale", percent(100_000).build());
    }
    Order exact = till.finalizeOrder(till.draft(tea, 1));
    assertThat(exact.getPromotionsApproximate()).isFalse();
    assertThat(exact.hasPromotionCustomer()).isFalse();

    promotions.offerUnlimited(tenant, "One more", percent(100_000).build());
    Order approximate = till.finalizeOrder(till.draft(tea, 1));

    assertThat(approximate.getPromotionsApproximate()).isTrue();
    assertThat(till.get(approximate)).isEqualTo(approximate);
  }

  private static PromotionRules.Builder percent(long ppm) {
    return PromotionRules.newBuilder()
        .setStackingClass(StackingClass.ITEM)
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(ppm)));
  }
}
