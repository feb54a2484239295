package id.laris.torture.check;

import static id.laris.torture.check.SmallWorld.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.PromotionState.AppliedRow;
import id.laris.torture.check.PromotionState.PromotionRow;
import id.laris.torture.check.PromotionState.UsageRow;
import org.junit.jupiter.api.Test;

/** The same for promotions: their uses, limits and statistics. */
class PromotionChecksCanFailTest {

  private static final String LIMITS = "promotions are used within their limits";

  private final SmallWorld world = new SmallWorld();

  @Test
  void aUseThatIsNotCountedIsSeen() {
    world.usages.clear();
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 1, 0, 0, 0));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void aUseOfAVoidedOrderIsSeen() {
    world.usages.add(new UsageRow(TENANT, "order 3", "offer", "RESERVED", 50));
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 2, 2, 1, 50));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void aUseMoreThanTheLimitIsSeen() {
    world.applied.add(new AppliedRow(TENANT, "order 2", "offer", true, 50));
    world.usages.add(new UsageRow(TENANT, "order 2", "offer", "USED", 50));
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 1, 2, 2, 100));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void anotherAmountThanTheOrderHasIsSeen() {
    world.usages.set(0, new UsageRow(TENANT, "order 1", "offer", "USED", 49));
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 1, 1, 1, 49));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void aCompletedOrderThatStillReservesIsSeen() {
    world.usages.set(0, new UsageRow(TENANT, "order 1", "offer", "RESERVED", 50));
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 1, 1, 0, 0));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void aCounterThatDoesNotAddUpIsSeen() {
    world.promotions.set(0, new PromotionRow(TENANT, "offer", 0, 2, 1, 50));

    assertThat(world.failing()).containsExactly(LIMITS);
  }
}
