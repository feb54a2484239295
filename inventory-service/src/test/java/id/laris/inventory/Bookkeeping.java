package id.laris.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.State;
import id.laris.pos.v1.StockReservation;
import id.laris.pos.v1.StockReservation.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The rules that hold for a tenant's stock after any history. */
final class Bookkeeping {

  private Bookkeeping() {}

  private record Place(String locationId, String variantId) {}

  /**
   * Every level is the sum of its movements, in quantity and in value; the reserved quantity is the
   * sum of the active reservations; and a quantity of 0 or less has no value.
   */
  static void isRight(Warehouse warehouse, Collection<StockReservation> reservations) {
    List<StockMovement> movements = warehouse.movements();
    Map<Place, Long> onHand = sums(movements, State.ON_HAND, StockMovement::getQuantity);
    Map<Place, Long> damaged = sums(movements, State.DAMAGED, StockMovement::getQuantity);
    Map<Place, Long> inTransit = sums(movements, State.IN_TRANSIT, StockMovement::getQuantity);
    Map<Place, Long> value = sums(movements, null, movement -> movement.getValue().getAmount());
    Map<Place, Long> fifoValue =
        sums(movements, null, movement -> movement.getFifoValue().getAmount());
    Map<Place, Long> reserved = reserved(reservations);
    Map<Place, Long> fifoItems = fifoItems(warehouse);
    for (StockLevel level : levels(warehouse)) {
      Place place = new Place(level.getLocationId(), level.getVariantId());
      assertThat(level.getOnHand()).as("on hand of %s", level).isEqualTo(taken(onHand, place));
      assertThat(level.getDamaged()).as("damaged of %s", level).isEqualTo(taken(damaged, place));
      assertThat(level.getInTransit())
          .as("in transit of %s", level)
          .isEqualTo(taken(inTransit, place));
      assertThat(level.getReserved()).as("reserved of %s", level).isEqualTo(taken(reserved, place));
      assertThat(level.getValue().getAmount())
          .as("value of %s", level)
          .isEqualTo(taken(value, place))
          .isNotNegative();
      assertThat(taken(fifoItems, place))
          .as("FIFO value of %s", level)
          .isEqualTo(taken(fifoValue, place))
          .isNotNegative();
      if (level.getOnHand() <= 0) {
        assertThat(level.getValue().getAmount()).as("value of %s", level).isZero();
      }
    }
    assertThat(List.of(onHand, damaged, inTransit, reserved, value, fifoValue))
        .as("what belongs to no level")
        .allSatisfy(rest -> assertThat(rest.values()).allMatch(quantity -> quantity == 0));
  }

  private static Map<Place, Long> fifoItems(Warehouse warehouse) {
    Map<Place, Long> values = new HashMap<>();
    warehouse
        .stub
        .getInventoryValue(
            GetInventoryValueRequest.newBuilder()
                .setMethod(Method.FIFO)
                .setPagination(PaginationRequest.newBuilder().setPageSize(100))
                .build())
        .getItemsList()
        .forEach(
            item ->
                values.put(
                    new Place(item.getLocationId(), item.getVariantId()),
                    item.getValue().getAmount()));
    return values;
  }

  static List<StockLevel> levels(Warehouse warehouse) {
    List<StockLevel> all = new ArrayList<>();
    String token = "";
    do {
      var page =
          warehouse.stub.listStockLevels(
              ListStockLevelsRequest.newBuilder()
                  .setPagination(
                      PaginationRequest.newBuilder().setPageSize(100).setPageToken(token))
                  .build());
      all.addAll(page.getStockLevelsList());
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }

  private static Map<Place, Long> sums(
      List<StockMovement> movements, @Nullable State state, ToLongFunction<StockMovement> number) {
    Map<Place, Long> sums = new HashMap<>();
    movements.stream()
        .filter(movement -> state == null || movement.getState() == state)
        .forEach(
            movement ->
                sums.merge(
                    new Place(movement.getLocationId(), movement.getVariantId()),
                    number.applyAsLong(movement),
                    Math::addExact));
    return sums;
  }

  private static Map<Place, Long> reserved(Collection<StockReservation> reservations) {
    Map<Place, Long> sums = new HashMap<>();
    for (StockReservation reservation : reservations) {
      if (reservation.getStatus() == Status.ACTIVE) {
        for (StockLine line : reservation.getLinesList()) {
          sums.merge(
              new Place(reservation.getLocationId(), line.getVariantId()),
              line.getQuantity(),
              Math::addExact);
        }
      }
    }
    return sums;
  }

  private static long taken(Map<Place, Long> sums, Place place) {
    Long sum = sums.remove(place);
    return sum == null ? 0 : sum;
  }
}
