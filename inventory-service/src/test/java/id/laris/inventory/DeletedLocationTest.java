package id.laris.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.Location;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A location that is deleted has nothing, and gets nothing. */
@InventoryTest
class DeletedLocationTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  @Test
  void firstGoodsAndDeletionAtTheSameTimeNeverBothHappen() {
    Warehouse warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    String cup = catalog.variant();

    for (int round = 0; round < 60; round++) {
      Location location = warehouse.location();
      List<Parallel.Outcome<Object>> outcomes =
          Parallel.times(
              2, i -> i == 0 ? warehouse.add(location, cup, 1) : delete(warehouse, location));

      assertThat(Parallel.failures(outcomes))
          .singleElement()
          .satisfies(
              thrown ->
                  assertThat(Refusal.of((StatusRuntimeException) thrown).reason())
                      .isIn(Reason.LOCATION_NOT_FOUND.name(), Reason.ITEM_HAS_STOCK.name()));
      assertThat(warehouse.level(location, cup).getOnHand())
          .isEqualTo(isDeleted(warehouse, location) ? 0 : 1);
    }
  }

  private static Object delete(Warehouse warehouse, Location location) {
    return warehouse.stub.deleteLocation(
        DeleteLocationRequest.newBuilder().setLocationId(location.getId()).build());
  }

  private static boolean isDeleted(Warehouse warehouse, Location location) {
    return warehouse
        .stub
        .getLocation(GetLocationRequest.newBuilder().setLocationId(location.getId()).build())
        .getLocation()
        .hasDeletedAt();
  }
}
