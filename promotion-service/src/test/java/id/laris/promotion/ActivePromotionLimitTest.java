package id.laris.promotion;

import static id.laris.promotion.Shop.tenPercent;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.DeletePromotionRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Minimum;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionTarget;
import id.laris.pos.v1.RestorePromotionRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The active promotions of a tenant stay so few and so small that sales can be told about all. */
@PromotionTest
class ActivePromotionLimitTest {

  private static final int MOST = 200;

  @Autowired Shop.Parts parts;

  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @Test
  void refusesOneMoreThanTheMaximumHoweverItBecomesActive() {
    Promotion active = shop.promotion(tenPercent());
    Promotion deleted = shop.promotion(tenPercent());
    shop.staff.deletePromotion(
        DeletePromotionRequest.newBuilder().setPromotionId(deleted.getId()).build());
    Promotion draft = draft();
    copies(active, MOST - 1);

    Refusal.of(() -> shop.promotion(tenPercent())).has(Reason.VALIDATION_FAILED).naming("state");
    Refusal.of(() -> activate(draft)).has(Reason.VALIDATION_FAILED).naming("promotion.state");
    Refusal.of(() -> restore(deleted)).has(Reason.VALIDATION_FAILED).naming("promotion_id");

    assertThat(shop.offers(request -> request).getOffersCount()).isEqualTo(MOST);
    shop.update(active.toBuilder().setName("New name").build(), "name");
    shop.update(active.toBuilder().setRules(tenPercent().setPriority(7)).build(), "rules");
    shop.update(active.toBuilder().setState(Promotion.State.PAUSED).build(), "state");
    restore(deleted);
    Refusal.of(() -> activate(draft)).has(Reason.VALIDATION_FAILED);
  }

  /** As a tenant may be that made them before there was a maximum. */
  @Test
  void refusesMoreWhereTooManyAreActiveAlready() {
    copies(shop.promotion(tenPercent()), MOST + 5);

    Refusal.of(() -> shop.promotion(tenPercent())).has(Reason.VALIDATION_FAILED).naming("state");
  }

  @Test
  void twoAtTheSameMomentDoNotPassTogether() {
    copies(shop.promotion(tenPercent()), MOST - 2);
    List<Promotion> drafts = Stream.generate(this::draft).limit(6).toList();

    List<Promotion> activated =
        Parallel.successes(Parallel.times(6, number -> activate(drafts.get(number))));

    assertThat(activated).hasSize(1);
    assertThat(shop.offers(request -> request).getOffersCount()).isEqualTo(MOST);
  }

  @Test
  void refusesRulesThatAreTooLarge() {
    Refusal.of(() -> shop.promotion(rules(4))).has(Reason.VALIDATION_FAILED).naming("rules");
    Promotion large = shop.promotion(rules(3));
    Refusal.of(() -> shop.update(large.toBuilder().setRules(rules(4)).build(), "rules"))
        .has(Reason.VALIDATION_FAILED)
        .naming("promotion.rules");
  }

  @Test
  void allTogetherFitIntoOneAnswer() {
    Promotion large = shop.promotion(rules(3));
    Promotion small = shop.promotion(tenPercent());
    copies(large, 33);

    Refusal.of(() -> shop.promotion(rules(3))).has(Reason.VALIDATION_FAILED).naming("state");
    Refusal.of(() -> shop.update(small.toBuilder().setRules(rules(3)).build(), "rules"))
        .has(Reason.VALIDATION_FAILED)
        .naming("promotion.state");

    assertThat(shop.offers(request -> request).getOffersCount()).isEqualTo(35);
  }

  private Promotion draft() {
    return shop.promotion(tenPercent(), request -> request.setState(Promotion.State.DRAFT));
  }

  private Promotion activate(Promotion draft) {
    return shop.update(draft.toBuilder().setState(Promotion.State.ACTIVE).build(), "state");
  }

  private void restore(Promotion deleted) {
    shop.staff.restorePromotion(
        RestorePromotionRequest.newBuilder().setPromotionId(deleted.getId()).build());
  }

  /** Ten percent off from so many times 500 products. */
  private static PromotionRules.Builder rules(int targets) {
    PromotionTarget target =
        PromotionTarget.newBuilder()
            .addAllProductIds(
                IntStream.range(0, 500).mapToObj(_ -> UUID.randomUUID().toString()).toList())
            .build();
    PromotionRules.Builder rules = tenPercent();
    IntStream.range(0, targets)
        .forEach(
            _ ->
                rules.addConditions(
                    PromotionCondition.newBuilder()
                        .setMinimum(Minimum.newBuilder().setTarget(target).setQuantity(1))));
    return rules;
  }

  /** Adds copies of a promotion, which no rule forbids, by one statement. */
  private void copies(Promotion promotion, int count) {
    int _ =
        shop.inTenant(
            () ->
                parts
                    .jdbc()
                    .sql(
                        """
                        insert into promotion.promotion
                          (tenant_id, id, version, created_at, updated_at, name, receipt_text, description, state, rules)
                        select tenant_id, gen_random_uuid(), version, created_at, updated_at, name, receipt_text, description,
                          state, rules
                        from promotion.promotion, generate_series(1, ?) where id = ?
                        """)
                    .params(count, UUID.fromString(promotion.getId()))
                    .update());
  }
}
