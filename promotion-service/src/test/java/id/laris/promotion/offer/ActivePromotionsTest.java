package id.laris.promotion.offer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.background.Background;
import id.laris.common.db.FeedNumbers;
import id.laris.common.db.Reads;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.DeletePromotionRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.FreeItem;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.RestorePromotionRequest;
import id.laris.pos.v1.UpdatePromotionRequest;
import id.laris.promotion.PromotionModule;
import id.laris.promotion.PromotionTest;
import id.laris.promotion.promotion.Promotions;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A change is seen by the next call in every process, each of which has a memory of its own. */
@PromotionTest
class ActivePromotionsTest {

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired FeedNumbers numbers;
  @Autowired Promotions promotions;
  @Autowired Reads reads;

  private UUID tenantId;
  private PromotionServiceBlockingStub staff;
  private List<ActivePromotions> processes;

  @BeforeEach
  void twoProcesses() {
    tenantId = UUID.randomUUID();
    staff = PromotionServiceGrpc.newBlockingStub(calls.as(tenantId));
    processes =
        List.of(
            new ActivePromotions(numbers, promotions, reads),
            new ActivePromotions(numbers, promotions, reads));
    everybodySees();
  }

  @Test
  void everyKindOfChangeIsSeenAtOnceInEveryProcess() {
    Promotion created = create();
    everybodySees(created);
    Promotion renamed = update(created.toBuilder().setReceiptText("Free coffee"), "receipt_text");
    everybodySees(renamed);
    Promotion other =
        update(
            created.toBuilder().setRules(created.getRules().toBuilder().setPriority(3)), "rules");
    everybodySees(other);
    Promotion limited =
        update(created.toBuilder().setLimits(PromotionLimits.newBuilder().setMaxUses(3)), "limits");
    everybodySees(limited);
    update(created.toBuilder().setState(Promotion.State.PAUSED), "state");
    everybodySees();
    Promotion active = update(created.toBuilder().setState(Promotion.State.ACTIVE), "state");
    everybodySees(active);
    staff.deletePromotion(
        DeletePromotionRequest.newBuilder().setPromotionId(created.getId()).build());
    everybodySees();
    Promotion restored =
        staff
            .restorePromotion(
                RestorePromotionRequest.newBuilder().setPromotionId(created.getId()).build())
            .getPromotion();
    everybodySees(restored);
    Promotion second = create();
    everybodySees(restored, second);
    update(second.toBuilder().setState(Promotion.State.ENDED), "state");
    everybodySees(restored);
  }

  @Test
  void nobodySeesAnOlderVersionThanOneThatWasCommittedBefore() {
    Promotion created = create();
    AtomicInteger committed = new AtomicInteger();

    Parallel.times(
            8,
            number -> {
              for (int i = 0; i < 40; i++) {
                if (number == 0) {
                  committed.set(
                      update(created.toBuilder().setName("Name " + i), "name").getVersion());
                } else {
                  int atLeast = committed.get();
                  assertThat(seenBy(processes.get(number % 2)).getFirst().getPromotionVersion())
                      .isGreaterThanOrEqualTo(atLeast);
                }
              }
              return number;
            })
        .forEach(outcome -> assertThat(outcome).isInstanceOf(Parallel.Outcome.Success.class));
  }

  private Promotion create() {
    return staff
        .createPromotion(
            CreatePromotionRequest.newBuilder()
                .setName("Coffee for free")
                .setState(Promotion.State.ACTIVE)
                .setRules(
                    PromotionRules.newBuilder()
                        .setBenefit(
                            PromotionBenefit.newBuilder()
                                .setFreeItem(FreeItem.newBuilder().setQuantity(1)))
                        .setStackingClass(StackingClass.ITEM))
                .build())
        .getPromotion();
  }

  private Promotion update(Promotion.Builder promotion, String... paths) {
    return staff
        .updatePromotion(
            UpdatePromotionRequest.newBuilder()
                .setPromotion(promotion)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getPromotion();
  }

  private List<PromotionOffer> seenBy(ActivePromotions process) {
    return background.call(tenantId, PromotionModule.SERVICE, "test", process::now);
  }

  private void everybodySees(Promotion... expected) {
    for (ActivePromotions process : processes) {
      assertThat(seenBy(process))
          .containsExactlyInAnyOrderElementsOf(
              List.of(expected).stream().map(ActivePromotionsTest::offer).toList());
    }
  }

  private static PromotionOffer offer(Promotion promotion) {
    PromotionOffer.Builder offer =
        PromotionOffer.newBuilder()
            .setPromotionId(promotion.getId())
            .setPromotionVersion(promotion.getVersion())
            .setName(
                promotion.getReceiptText().isEmpty()
                    ? promotion.getName()
                    : promotion.getReceiptText())
            .setRules(promotion.getRules());
    if (promotion.hasLimits()) {
      offer.setLimits(promotion.getLimits());
    }
    return offer.build();
  }
}
