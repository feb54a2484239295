package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StockedSaleTest extends BenchRun {

  @Test
  void theSaleWithStockSellsGoodsThatALocationHasPlentyOf() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      int exit =
          bench(
              "--target",
              laris.target(),
              "--scenario",
              "stocked-sale",
              "--scenario",
              "stocked-checkout",
              "--warmup",
              "0",
              "--duration",
              "1",
              "--json",
              "" + json());

      assertThat(exit).isZero();
      Set<FakeInventory.Place> stocked = laris.inventory().onHand().keySet();
      assertThat(laris.inventory().onHand().values()).hasSize(50).containsOnly(1_000_000_000L);
      assertThat(stocked.stream().map(FakeInventory.Place::locationId).distinct())
          .containsExactlyElementsOf(laris.saleLocations());
      assertThat(stocked.stream().map(FakeInventory.Place::variantId))
          .containsAll(laris.soldVariants());
      assertThat(laris.count("ImportProducts")).as("only those are made").isEqualTo(1);
    }
  }
}
