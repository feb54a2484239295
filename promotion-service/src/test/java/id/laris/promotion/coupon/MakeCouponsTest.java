package id.laris.promotion.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.FreeItem;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.promotion.PromotionModule;
import id.laris.promotion.PromotionTest;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The coupons of a batch and their number are one, whatever crashes and collides. */
@PromotionTest
class MakeCouponsTest {

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired CouponBatches batches;
  @Autowired MakeCoupons makeCoupons;

  private UUID tenantId;
  private String promotionId;

  @BeforeEach
  void promotion() {
    tenantId = UUID.randomUUID();
    promotionId =
        PromotionServiceGrpc.newBlockingStub(calls.as(tenantId))
            .createPromotion(
                CreatePromotionRequest.newBuilder()
                    .setName("Coffee for free")
                    .setRules(
                        PromotionRules.newBuilder()
                            .setBenefit(
                                PromotionBenefit.newBuilder()
                                    .setFreeItem(FreeItem.newBuilder().setQuantity(1)))
                            .setStackingClass(StackingClass.ITEM))
                    .build())
            .getPromotion()
            .getId();
  }

  @Test
  void aPartThatIsLostIsMadeAgain() {
    UUID batch = begin(request -> request.setCount(1_500));
    inTenant(() -> makeCoupons.run(lock(batch)));

    assertThatThrownBy(
            () ->
                inTenant(
                    () -> {
                      makeCoupons.run(lock(batch));
                      throw new IllegalStateException("the process is killed");
                    }))
        .hasMessage("the process is killed");

    assertThat(codes()).hasSize(1_000);
    assertThat(made(batch)).isEqualTo(1_000);
    inTenant(() -> makeCoupons.run(lock(batch)));
    inTenant(() -> makeCoupons.run(lock(batch)));
    assertThat(codes()).hasSize(1_500).doesNotHaveDuplicates();
    assertThat(made(batch)).isEqualTo(1_500);
  }

  @Test
  void aCodeThatExistsIsDrawnAgain() {
    UUID batch = begin(request -> request.setCount(8).setAlphabet("AB").setLength(3));
    while (made(batch) < 8) {
      inTenant(() -> makeCoupons.run(lock(batch)));
      assertThat(codes()).hasSize(made(batch)).doesNotHaveDuplicates();
    }
    assertThat(codes()).containsExactly("AAA", "AAB", "ABA", "ABB", "BAA", "BAB", "BBA", "BBB");
  }

  /** Stores a batch whose coupons nobody makes before this test does. */
  private UUID begin(UnaryOperator<GenerateCouponsRequest.Builder> more) {
    return inTenant(
        () ->
            batches
                .saveAndFlush(
                    new CouponBatch(
                        more.apply(GenerateCouponsRequest.newBuilder().setPromotionId(promotionId))
                            .build()))
                .id());
  }

  private CouponBatch lock(UUID batch) {
    return batches.lock(batch).orElseThrow();
  }

  private int made(UUID batch) {
    return inTenant(() -> lock(batch).toProto().getMade());
  }

  private List<String> codes() {
    return inTenant(
        () ->
            jdbc.sql("select code from promotion.coupon order by code").query(String.class).list());
  }

  private <R> R inTenant(Supplier<R> work) {
    return background.call(tenantId, PromotionModule.SERVICE, "test", () -> writes.run(work));
  }
}
