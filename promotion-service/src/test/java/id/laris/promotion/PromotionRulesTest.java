package id.laris.promotion;

import static id.laris.promotion.Shop.rupiah;
import static id.laris.promotion.Shop.tenPercent;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.DeletePromotionRequest;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.ListPromotionsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.AmountOff;
import id.laris.pos.v1.PromotionBenefit.Bundle;
import id.laris.pos.v1.PromotionBenefit.FixedUnitPrice;
import id.laris.pos.v1.PromotionBenefit.Steps;
import id.laris.pos.v1.PromotionBenefit.WaivedServiceCharge;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.CouponEntered;
import id.laris.pos.v1.PromotionCondition.Minimum;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.RestorePromotionRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Promotions are kept as they are given, refused if their parts do not fit, and never forgotten.
 */
@PromotionTest
class PromotionRulesTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeClock clock;

  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @Test
  void isADraftUnlessTheRequestSaysMore() {
    Promotion draft =
        shop.staff
            .createPromotion(
                CreatePromotionRequest.newBuilder().setName("Later").setRules(tenPercent()).build())
            .getPromotion();

    assertThat(draft.getState()).isEqualTo(Promotion.State.DRAFT);
    assertThat(draft.getRules()).isEqualTo(tenPercent().build());
    assertThat(draft.hasLimits()).isFalse();
  }

  @Test
  void isListedByItsState() {
    Promotion active = shop.promotion(tenPercent());
    Promotion paused =
        shop.update(
            shop.promotion(tenPercent()).toBuilder().setState(Promotion.State.PAUSED).build(),
            "state");

    assertThat(list(Promotion.State.PAUSED)).containsExactly(paused);
    assertThat(list(Promotion.State.STATE_UNSPECIFIED)).containsExactly(active, paused);
  }

  private List<Promotion> list(Promotion.State state) {
    return shop.staff
        .listPromotions(ListPromotionsRequest.newBuilder().setState(state).build())
        .getPromotionsList();
  }

  @Test
  void anUpdateWithTheSameRulesChangesNothing() {
    Promotion stored =
        shop.promotion(
            tenPercent(), request -> request.setLimits(PromotionLimits.newBuilder().setMaxUses(5)));

    assertThat(shop.update(stored, "rules", "limits", "name")).isEqualTo(stored);
    assertThat(shop.events()).containsExactly("PromotionCreated");
  }

  @Test
  void limitsCanBeTakenAwayButRulesCannot() {
    Promotion stored = shop.limited(limits -> limits.setMaxUses(5));

    Promotion free = shop.update(stored.toBuilder().clearLimits().build(), "limits");

    assertThat(free.hasLimits()).isFalse();
    Refusal.of(() -> shop.update(stored.toBuilder().clearRules().build(), "rules"))
        .has(Reason.VALIDATION_FAILED)
        .naming("promotion.rules");
    Refusal.of(() -> shop.update(stored.toBuilder().clearState().build(), "state"))
        .naming("promotion.state");
  }

  @Test
  void whatHasEndedNeverAppliesAgain() {
    Promotion stored = shop.promotion(tenPercent());
    shop.update(stored.toBuilder().setState(Promotion.State.PAUSED).build(), "state");
    shop.update(stored.toBuilder().setState(Promotion.State.ACTIVE).build(), "state");
    shop.update(stored.toBuilder().setState(Promotion.State.ENDED).build(), "state");

    Refusal.of(
            () -> shop.update(stored.toBuilder().setState(Promotion.State.ACTIVE).build(), "state"))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "ENDED")
        .with("to", "ACTIVE");
  }

  @Test
  void comesBackFromTheTrashInTheStateThatItHad() {
    Promotion stored = shop.promotion(tenPercent());
    shop.staff.deletePromotion(
        DeletePromotionRequest.newBuilder().setPromotionId(stored.getId()).build());
    RestorePromotionRequest restore =
        RestorePromotionRequest.newBuilder().setPromotionId(stored.getId()).build();

    Refusal.of(() -> shop.staff.restorePromotion(restore.toBuilder().setVersion(0).build()))
        .has(Reason.VERSION_CONFLICT);
    Promotion restored = shop.staff.restorePromotion(restore).getPromotion();

    assertThat(restored.hasDeletedAt()).isFalse();
    assertThat(restored)
        .returns(Promotion.State.ACTIVE, Promotion::getState)
        .returns(2, Promotion::getVersion);
    assertThat(shop.staff.restorePromotion(restore).getPromotion()).isEqualTo(restored);
    assertThat(shop.events())
        .containsExactly("PromotionCreated", "PromotionDeleted", "PromotionRestored");
  }

  @Test
  void itsEarlierVersionsAreEvaluatedByTheirNumber() {
    Promotion first =
        shop.promotion(tenPercent(), request -> request.setReceiptText("Ten percent"));
    shop.update(
        first.toBuilder()
            .setReceiptText("Closed")
            .setState(Promotion.State.ENDED)
            .setRules(tenPercent().setPriority(7))
            .build(),
        "receipt_text",
        "state",
        "rules");

    EvaluatePromotionsResponse then = evaluate(first.getId(), 0);

    assertThat(then.getPromotionsList())
        .singleElement()
        .returns(0, PromotionResult::getPromotionVersion)
        .returns("Ten percent", PromotionResult::getName)
        .returns(PromotionResult.Reason.REASON_UNSPECIFIED, PromotionResult::getReason);
    assertThat(evaluate(first.getId(), 1).getPromotions(0).getName()).isEqualTo("Closed");
    Refusal.of(() -> evaluate(first.getId(), 2)).has(Reason.NOT_FOUND);
    Refusal.of(() -> evaluate(UUID.randomUUID().toString(), 0)).has(Reason.NOT_FOUND);
  }

  private EvaluatePromotionsResponse evaluate(String promotionId, int version) {
    return shop.evaluate(
        List.of(
            EvaluatePromotionsRequest.Version.newBuilder()
                .setPromotionId(promotionId)
                .setPromotionVersion(version)
                .build()));
  }

  @Test
  void theDatabaseCanBeRead() {
    shop.promotion(tenPercent().setPriority(7));

    assertThat(
            shop.inTenant(
                () ->
                    parts
                        .jdbc()
                        .sql(
                            "select rules ->> 'priority' from promotion.promotion_version union all select rules ->> 'priority' from promotion.promotion")
                        .query(String.class)
                        .list()))
        .containsExactly("7", "7");
  }

  @Test
  void amountsAreInTheCurrencyOfTheRules() {
    refused(
        tenPercent().clearCurrency().setBenefit(amountOff(500)),
        "rules.currency",
        "rules.benefit.amount_off.amount.currency");
    refused(
        tenPercent().setCurrency("USD").setBenefit(amountOff(500)),
        "rules.benefit.amount_off.amount.currency");
    refused(tenPercent().setBenefit(amountOff(0)), "rules.benefit.amount_off.amount.amount");
    refused(tenPercent().setCurrency("ZZZ"), "rules.currency");
    refused(
        tenPercent()
            .setBenefit(
                PromotionBenefit.newBuilder()
                    .setFixedUnitPrice(
                        FixedUnitPrice.newBuilder().setUnitPrice(Protos.money(5, "USD")))),
        "rules.benefit.fixed_unit_price.unit_price.currency");
    refused(
        tenPercent()
            .setBenefit(
                PromotionBenefit.newBuilder()
                    .setBundle(
                        Bundle.newBuilder()
                            .addParts(Bundle.Part.newBuilder().setQuantity(3))
                            .setPrice(Protos.money(-1, "IDR")))),
        "rules.benefit.bundle.price.amount");
    Refusal.of(
            () ->
                shop.promotion(
                    tenPercent().clearCurrency(),
                    request ->
                        request.setLimits(PromotionLimits.newBuilder().setMaxAmount(rupiah(5)))))
        .naming("rules.currency", "limits.max_amount.currency");
  }

  private static PromotionBenefit amountOff(long amount) {
    return PromotionBenefit.newBuilder()
        .setAmountOff(AmountOff.newBuilder().setAmount(rupiah(amount)))
        .build();
  }

  @Test
  void timesAndStepsRise() {
    refused(
        tenPercent()
            .setStartsAt(Protos.timestamp(clock.instant()))
            .setEndsAt(Protos.timestamp(clock.instant())),
        "rules.ends_at");
    shop.promotion(
        tenPercent()
            .setStartsAt(Protos.timestamp(clock.instant()))
            .setEndsAt(Protos.timestamp(clock.instant().plus(Duration.ofSeconds(1)))));
    refused(
        tenPercent()
            .setBenefit(
                PromotionBenefit.newBuilder()
                    .setSteps(
                        Steps.newBuilder()
                            .setByQuantity(true)
                            .addSteps(Steps.Step.newBuilder().setFrom(3).setPercentPpm(1))
                            .addSteps(Steps.Step.newBuilder().setFrom(3).setPercentPpm(2)))),
        "rules.benefit.steps.steps[1].from");
  }

  @Test
  void serviceIsTheClassOfWaivedServiceChargesAndOfNothingElse() {
    PromotionBenefit waived =
        PromotionBenefit.newBuilder()
            .setWaivedServiceCharge(WaivedServiceCharge.getDefaultInstance())
            .build();

    refused(tenPercent().setStackingClass(StackingClass.SERVICE), "rules.stacking_class");
    refused(tenPercent().setBenefit(waived), "rules.stacking_class");
    shop.promotion(tenPercent().setBenefit(waived).setStackingClass(StackingClass.SERVICE));
  }

  @Test
  void conditionsAskForSomethingAndForACouponOnce() {
    PromotionCondition coupon =
        PromotionCondition.newBuilder().setCoupon(CouponEntered.getDefaultInstance()).build();

    refused(tenPercent().addConditions(coupon).addConditions(coupon), "rules.conditions[1].coupon");
    refused(
        tenPercent()
            .addConditions(coupon)
            .addConditions(
                PromotionCondition.newBuilder().setMinimum(Minimum.getDefaultInstance())),
        "rules.conditions[1].minimum");
    refused(
        tenPercent()
            .addConditions(
                PromotionCondition.newBuilder()
                    .setMinimum(Minimum.newBuilder().setAmount(Protos.money(5, "USD")))),
        "rules.conditions[0].minimum.amount.currency");
  }

  @Test
  void aWayOfServingMustBeOne() {
    Refusal.of(
            () ->
                shop.promotion(
                    tenPercent()
                        .addConditions(
                            PromotionCondition.newBuilder()
                                .setOrderTypes(
                                    PromotionCondition.OrderTypes.newBuilder()
                                        .addOrderTypes(Order.Type.TYPE_UNSPECIFIED)))))
        .has(Reason.VALIDATION_FAILED)
        .naming("rules.conditions[0].order_types.order_types[0]");
  }

  private void refused(PromotionRules.Builder rules, String... fields) {
    Refusal refusal = Refusal.of(() -> shop.promotion(rules)).has(Reason.VALIDATION_FAILED);
    assertThat(refusal.fields()).containsExactlyInAnyOrder(fields);
  }
}
