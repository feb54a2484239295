package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CreateExchangeRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StockedSaleTest extends BenchRun {

  @Test
  void ofEachSaleOneLineComesBackAndTheOtherIsExchanged() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "return", "--callers", "1")).isZero();

      assertThat(laris.returned()).hasSize(laris.checkouts().size()).isNotEmpty();
      assertThat(laris.exchanged()).hasSameSizeAs(laris.returned());
      for (int i = 0; i < laris.returned().size(); i++) {
        String orderId = laris.returned().get(i).getOrderId();
        CreateExchangeRequest exchanged = laris.exchanged().get(i);
        assertThat(exchanged.getOrderId()).isEqualTo(orderId);
        assertThat(laris.returned().get(i).getLines(0).getItemId()).isEqualTo(orderId + " line 0");
        assertThat(exchanged.getLines(0).getItemId()).isEqualTo(orderId + " line 1");
        assertThat(exchanged.getItems(0).getVariantId())
            .isEqualTo(laris.checkouts().get(i).getItems(1).getVariantId());
      }
      assertThat(row("return", "CreateReturn").count()).isEqualTo(laris.returned().size());
    }
  }

  @Test
  void theSaleWithStockSellsGoodsThatALocationHasPlentyOf() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "stocked-sale", "--scenario", "stocked-checkout")).isZero();

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
