package id.laris.rules;

import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Birthday;
import id.laris.pos.v1.PromotionCondition.Customers;
import id.laris.pos.v1.PromotionCondition.FirstPurchase;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An order keeps of its customer only the answers to what its promotions asked. */
class AskedFactsTest {
  /** At noon of 4 March. */
  private static final PromotionCart CART = pieces(100).setCustomerId("anna").build();

  private static final PromotionCustomer ANNA =
      PromotionCustomer.newBuilder()
          .setCustomerId("anna")
          .addGroups("VIP")
          .addGroups("staff")
          .setTierId("gold")
          .setBirthday(Date.newBuilder().setYear(1990).setMonth(3).setDay(9))
          .setFirstPurchase(true)
          .build();

  @Test
  void nothingThatNoPromotionAskedForIsKept() {
    assertThat(kept(customers(Customers.newBuilder())))
        .isEqualTo(PromotionCustomer.newBuilder().setCustomerId("anna").build());
    assertThat(kept(customers(Customers.newBuilder().addGroups("vip").addTierIds("silver"))))
        .isEqualTo(PromotionCustomer.newBuilder().setCustomerId("anna").addGroups("VIP").build());
    assertThat(kept(customers(Customers.newBuilder().addTierIds("gold"))).getTierId())
        .isEqualTo("gold");
    assertThat(
            kept(PromotionCondition.newBuilder()
                    .setFirstPurchase(FirstPurchase.getDefaultInstance()))
                .getFirstPurchase())
        .isTrue();
  }

  @Test
  void theBirthdayIsNearOrNotAndNeverKept() {
    PromotionCustomer near = kept(birthday(7), birthday(31), birthday(4), birthday(6));

    assertThat(near.hasBirthday()).isFalse();
    assertThat(near.getBirthdayWithinDays()).isEqualTo(6);
    assertThat(kept(birthday(4)).hasBirthdayWithinDays()).isFalse();
  }

  @Test
  void aCustomerServiceThatDidNotAnswerIsKept() {
    PromotionCustomer unavailable =
        PromotionCustomer.newBuilder().setCustomerId("anna").setUnavailable(true).build();

    assertThat(AskedFacts.of(CART, offers(birthday(7)), unavailable)).isEqualTo(unavailable);
  }

  @ParameterizedTest
  @MethodSource("customers")
  void anEvaluationWithThemGivesTheSameAnswer(PromotionCustomer customer) {
    List<PromotionOffer> offers =
        offers(
            birthday(0),
            birthday(5),
            birthday(31),
            customers(Customers.newBuilder()),
            customers(Customers.newBuilder().addGroups("Vip")),
            customers(Customers.newBuilder().addTierIds("gold")),
            customers(Customers.newBuilder().addTierIds("silver").addGroups("other")),
            PromotionCondition.newBuilder().setFirstPurchase(FirstPurchase.getDefaultInstance()));

    assertThat(reasons(offers, AskedFacts.of(CART, offers, customer)))
        .isEqualTo(reasons(offers, customer));
  }

  static Stream<PromotionCustomer> customers() {
    return Stream.of(
        ANNA,
        ANNA.toBuilder().setBirthday(Date.newBuilder().setMonth(3).setDay(4)).build(),
        ANNA.toBuilder().setBirthday(Date.newBuilder().setMonth(7).setDay(4)).build(),
        ANNA.toBuilder().clearBirthday().clearGroups().build(),
        ANNA.toBuilder().clearTierId().clearFirstPurchase().build(),
        ANNA.toBuilder().setUnavailable(true).build());
  }

  private static List<Reason> reasons(List<PromotionOffer> offers, PromotionCustomer customer) {
    return PromotionEvaluation.evaluate(CART, offers, List.of(), customer)
        .getPromotionsList()
        .stream()
        .map(PromotionResult::getReason)
        .toList();
  }

  private static PromotionCustomer kept(PromotionCondition.Builder... conditions) {
    return AskedFacts.of(CART, offers(conditions), ANNA);
  }

  private static List<PromotionOffer> offers(PromotionCondition.Builder... conditions) {
    return Stream.of(conditions)
        .map(
            condition ->
                when(item("p" + condition.build().hashCode(), percent(10)), condition).build())
        .toList();
  }

  private static PromotionCondition.Builder birthday(int days) {
    return PromotionCondition.newBuilder().setBirthday(Birthday.newBuilder().setDays(days));
  }

  private static PromotionCondition.Builder customers(Customers.Builder customers) {
    return PromotionCondition.newBuilder().setCustomers(customers);
  }
}
