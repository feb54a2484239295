package id.laris.rules;

import static id.laris.rules.Examples.about;
import static id.laris.rules.Examples.amount;
import static id.laris.rules.Examples.evaluate;
import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.money;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.products;
import static id.laris.rules.Examples.step;
import static id.laris.rules.Examples.steps;
import static id.laris.rules.Examples.timestamp;
import static id.laris.rules.Examples.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.type.DayOfWeek;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Minimum;
import id.laris.pos.v1.PromotionCondition.OrderTypes;
import id.laris.pos.v1.PromotionCondition.PaymentTypes;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An offer with a rule that is not known here does not apply, and the others do. */
class KnownRulesTest {
  private static final int OF_A_LATER_VERSION = 12_345;

  @ParameterizedTest
  @MethodSource("rulesOfLaterVersions")
  void doesNotApplyAndHoldsNoOtherUp(PromotionRules rules) {
    PromotionOffer.Builder unknown = item("unknown", percent(50)).setRules(rules);

    EvaluatePromotionsResponse response =
        evaluate(pieces(100), unknown, item("known", percent(10)));

    assertThat(about("unknown", response).getReason()).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(about("unknown", response).getExplanation()).isNotEmpty();
    assertThat(about("known", response).getApplied()).isTrue();
    assertThat(response.getDiscountTotal().getAmount()).isEqualTo(10);
  }

  @Test
  void anObstacleOfTheOfferComesFirst() {
    PromotionOffer.Builder unknown =
        item("p", PromotionBenefit.newBuilder()).setObstacle(Reason.LIMIT_USED_UP);

    assertThat(about("p", evaluate(pieces(100), unknown)).getReason())
        .isEqualTo(Reason.LIMIT_USED_UP);
  }

  @Test
  void anObstacleThatIsNotKnownHereHoldsNoOtherUp() {
    PromotionOffer.Builder hindered =
        item("hindered", percent(50)).setObstacleValue(OF_A_LATER_VERSION);
    PromotionOffer.Builder asking =
        when(
            item("asking", percent(50)),
            PromotionCondition.newBuilder()
                .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance()));
    CouponOffer coupon =
        Examples.coupon("X10", "asking", Reason.REASON_UNSPECIFIED).toBuilder()
            .setObstacleValue(OF_A_LATER_VERSION)
            .build();

    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(
            pieces(100).build(),
            List.of(hindered.build(), asking.build(), item("known", percent(10)).build()),
            List.of(coupon),
            null);

    assertThat(about("hindered", response).getReason()).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(about("asking", response).getReason()).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(response.getCoupons(0).getReason()).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(about("known", response).getApplied()).isTrue();
  }

  @Test
  void allThatThisVersionCanSayIsKnown() {
    assertThat(full()).allMatch(rules -> KnownRules.refusal(rules) == null);
  }

  static Stream<PromotionRules> rulesOfLaterVersions() {
    PromotionOffer.Builder noCondition =
        when(item("p", percent(10)), PromotionCondition.newBuilder());
    PromotionOffer.Builder noBenefit = item("p", percent(10));
    noBenefit.getRulesBuilder().clearBenefit();
    PromotionOffer.Builder noClass = item("p", percent(10));
    noClass.getRulesBuilder().clearStackingClass();
    return Stream.concat(
        Stream.of(
                noCondition,
                noBenefit,
                noClass,
                item("p", PromotionBenefit.newBuilder()),
                item("p", steps(true, PromotionBenefit.Steps.Step.newBuilder().setFrom(1))))
            .map(PromotionOffer.Builder::getRules),
        full()
            .flatMap(rules -> withOneUnknownPart(rules).stream())
            .map(PromotionRules.class::cast));
  }

  /** Rules in which every kind of part occurs. */
  private static Stream<PromotionRules> full() {
    PromotionOffer.Builder offer =
        when(
            when(
                when(
                    item("p", percent(10, 50)),
                    PromotionCondition.newBuilder()
                        .setMinimum(
                            Minimum.newBuilder().setTarget(products("a")).setAmount(money(1)))),
                PromotionCondition.newBuilder()
                    .setOrderTypes(OrderTypes.newBuilder().addOrderTypes(Order.Type.DINE_IN))),
            PromotionCondition.newBuilder()
                .setPaymentTypes(PaymentTypes.newBuilder().addPaymentTypes(Payment.Type.CASH)));
    offer
        .getRulesBuilder()
        .setStartsAt(timestamp(Examples.NOON))
        .addWindows(PromotionWindow.newBuilder().addWeekdays(DayOfWeek.FRIDAY).setToMinute(60))
        .addCombinesWith(StackingClass.ORDER)
        .setTarget(products("a"));
    return Stream.of(
        offer.getRules(),
        item("p", steps(false, step(1, 10))).getRules(),
        item("p", Examples.free(1, Choice.DEAREST_FIRST)).getRules(),
        item("p", amount(1)).getRules());
  }

  /** The message with a field or value of a later version, in each of the places where it fits. */
  private static List<Message> withOneUnknownPart(Message message) {
    List<Message> variants = new ArrayList<>();
    variants.add(
        message.toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        OF_A_LATER_VERSION, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build());
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.isRepeated()) {
                for (int i = 0; i < ((List<?>) value).size(); i++) {
                  int place = i;
                  unknown(field, ((List<?>) value).get(i))
                      .map(one -> message.toBuilder().setRepeatedField(field, place, one).build())
                      .forEach(variants::add);
                }
              } else {
                unknown(field, value)
                    .map(one -> message.toBuilder().setField(field, one).build())
                    .forEach(variants::add);
              }
            });
    return variants;
  }

  private static Stream<? extends Object> unknown(FieldDescriptor field, Object value) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      return withOneUnknownPart((Message) value).stream();
    }
    return field.getJavaType() == JavaType.ENUM
        ? Stream.of(field.getEnumType().findValueByNumberCreatingIfUnknown(OF_A_LATER_VERSION))
        : Stream.empty();
  }
}
