package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.scenario.Scenario;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockMovementsRequest;
import org.junit.jupiter.api.Test;

class StockListsTest extends BenchRun {

  private int measure(FakeLaris laris, int movements, int seconds) throws Exception {
    return bench(
        "--target",
        laris.target(),
        "--scenario",
        "stock-lists",
        "--scenario",
        "stock-values",
        "--movements",
        "" + movements,
        "--warmup",
        "0",
        "--duration",
        "" + seconds,
        "--json",
        "" + json());
  }

  @Test
  void theBooksHaveTheMovementsAskedForAtAFewLevelsThatAreWatched() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, 1_234, 0)).isZero();

      FakeInventory inventory = laris.inventory();
      assertThat(inventory.movements()).isEqualTo(1_234);
      assertThat(inventory.onHand()).hasSize(10 * 50);
      assertThat(inventory.watched(true)).isEqualTo(1);
      assertThat(inventory.watched(false)).isEqualTo(49);
      assertThat(laris.count("ImportProducts")).isEqualTo(1);
      assertThat(output).contains("500 levels, 1,234 movements of stock", "  1,000 movements\n");
    }
  }

  @Test
  void everyWayToReadIsARowOfItsOwnAndTheyCountWhatTheServerHasSeen() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, 1_000, 1)).isZero();

      assertThat(counts("ListStockLevels ")).isEqualTo(laris.count("ListStockLevels"));
      assertThat(counts("ListStockMovements ")).isEqualTo(laris.count("ListStockMovements"));
      assertThat(counts("GetInventoryValue ")).isEqualTo(laris.count("GetInventoryValue"));
      assertThat(counts("ListLowStock")).isEqualTo(laris.count("ListLowStock"));
      assertThat(rows()).hasSize(12).allMatch(row -> row.count() > 0);
    }
  }

  private long counts(String rpc) throws Exception {
    return rows().stream()
        .filter(row -> row.rpc().startsWith(rpc))
        .mapToLong(Result.Row::count)
        .sum();
  }

  @Test
  void theFiltersAskForWhatTheBooksHave() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      measure(laris, 1_000, 1);

      FakeInventory inventory = laris.inventory();
      assertThat(inventory.levelLists())
          .anyMatch(list -> !list.getLocationId().isEmpty())
          .anyMatch(ListStockLevelsRequest::getBelowReorderPoint)
          .anyMatch(list -> list.getUpdatedSince().getSeconds() > inventory.movements());
      assertThat(inventory.movementLists())
          .anyMatch(list -> !list.getVariantId().isEmpty())
          .allMatch(list -> list.hasFrom() == !list.getLocationId().isEmpty())
          .filteredOn(ListStockMovementsRequest::hasFrom)
          .isNotEmpty()
          .allMatch(list -> list.getFrom().getSeconds() > 0);
    }
  }

  @Test
  void theListsThatNothingNarrowsBeginInTheMiddleAndFollowTheTokens() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      measure(laris, 1_000, 1);

      assertThat(laris.inventory().levelLists())
          .extracting(list -> list.getPagination().getPageToken())
          .anyMatch(token -> token.startsWith("after "))
          .filteredOn(token -> token.length() == FakeLaris.id().length())
          .as("each caller begins once")
          .hasSize(Scenario.STOCK_LISTS.callers());
    }
  }
}
