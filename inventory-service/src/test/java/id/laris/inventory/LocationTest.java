package id.laris.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.ListLocationsRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Location.CashRounding;
import id.laris.pos.v1.Location.Kind;
import id.laris.pos.v1.UpdateLocationRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Shops and warehouses come, change and go; one that has goods stays. */
@InventoryTest
class LocationTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Warehouse warehouse;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
  }

  @Test
  void hasDefaultsForWhatNobodySaid() {
    Location location = warehouse.location();

    assertThat(location)
        .returns(Kind.STORE, Location::getKind)
        .returns("Asia/Jakarta", Location::getTimeZone)
        .returns("IDR", Location::getCurrency)
        .returns(false, Location::hasCashRounding)
        .returns(0, Location::getVersion);
    assertThat(get(location)).isEqualTo(location);
  }

  @Test
  void severalAreReadAtOnceDeletedOnesToo() {
    Location shop = warehouse.location();
    Location closed =
        warehouse
            .stub
            .deleteLocation(
                DeleteLocationRequest.newBuilder()
                    .setLocationId(warehouse.location().getId())
                    .build())
            .getLocation();

    assertThat(
            warehouse
                .stub
                .batchGetLocations(
                    BatchGetLocationsRequest.newBuilder()
                        .addLocationIds(closed.getId())
                        .addLocationIds(UUID.randomUUID().toString())
                        .addLocationIds(shop.getId())
                        .addLocationIds(closed.getId())
                        .build())
                .getLocationsList())
        .containsExactly(closed, shop);
  }

  @Test
  void takesOverTheNamedFieldsAndNoOthers() {
    Location location =
        warehouse.location(
            request -> request.setCashRounding(CashRounding.newBuilder().setStep(10_000)));
    assertThat(location.getCashRounding().getMode()).isEqualTo(CashRounding.Mode.HALF_UP);

    Location updated =
        update(
            location.toBuilder()
                .setCode("NEW1")
                .setTimeZone("Asia/Makassar")
                .setAddress("ignored")
                .clearCashRounding()
                .build(),
            "code",
            "time_zone",
            "cash_rounding");

    assertThat(updated)
        .returns("NEW1", Location::getCode)
        .returns("Asia/Makassar", Location::getTimeZone)
        .returns("", Location::getAddress)
        .returns(false, Location::hasCashRounding)
        .returns(1, Location::getVersion);
  }

  @Test
  void aCodeIsOneLocationsUntilThatIsDeleted() {
    Location first = warehouse.location(request -> request.setCode("BALI"));
    Refusal.of(() -> warehouse.location(request -> request.setCode("BALI")))
        .has(Reason.ALREADY_EXISTS);
    Location other = new Warehouse(calls.as(UUID.randomUUID())).location(r -> r.setCode("BALI"));
    assertThat(other.getCode()).isEqualTo("BALI");

    delete(first);

    assertThat(warehouse.location(request -> request.setCode("BALI")).getCode()).isEqualTo("BALI");
  }

  @Test
  void refusesWhatMakesNoSense() {
    Refusal.of(() -> warehouse.location(request -> request.setCode("POS")))
        .has(Reason.VALIDATION_FAILED)
        .naming("code");
    Refusal.of(() -> warehouse.location(request -> request.setCode("no")))
        .has(Reason.VALIDATION_FAILED);
    for (String zone : List.of("Asia/Nowhere", "+07:00", "UTC+7", "GMT-3", "Z", "asia/jakarta")) {
      Refusal.of(() -> warehouse.location(request -> request.setTimeZone(zone)))
          .has(Reason.VALIDATION_FAILED)
          .naming("time_zone");
    }
    Refusal.of(() -> warehouse.location(request -> request.setCurrency("XYZ")))
        .has(Reason.VALIDATION_FAILED);
    Location location = warehouse.location();
    Refusal.of(() -> update(location, "currency")).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> update(location.toBuilder().setName("").build(), "name"))
        .has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> get(Location.newBuilder().setId(UUID.randomUUID().toString()).build()))
        .has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void oneThatHasGoodsOrPromisedThemStays() {
    Location location = warehouse.location();
    String cup = catalog.variant();
    warehouse.add(location, cup, 1);

    Refusal.of(() -> delete(location)).has(Reason.ITEM_HAS_STOCK);

    warehouse.add(location, cup, -1);
    assertThat(delete(location).hasDeletedAt()).isTrue();
    assertThat(delete(location)).isEqualTo(get(location));
    Refusal.of(() -> warehouse.add(location, cup, 1)).has(Reason.LOCATION_NOT_FOUND);
    Refusal.of(() -> warehouse.reserve(location, cup, 1)).has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void oneThatIsDeletedWhileGoodsArriveHasEitherThemOrNotItself() {
    for (int round = 0; round < 10; round++) {
      Location location = warehouse.location();
      String cup = catalog.variant();
      warehouse.add(location, cup, 1);
      warehouse.add(location, cup, -1);

      Parallel.times(2, i -> i == 0 ? delete(location) : warehouse.add(location, cup, 5));

      long onHand = warehouse.level(location, cup).getOnHand();
      assertThat(get(location).hasDeletedAt()).isEqualTo(onHand == 0);
    }
  }

  @Test
  void theSameIdAndContentIsTheSameLocation() {
    CreateLocationRequest request =
        CreateLocationRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setCode("ONE")
            .setName("One")
            .build();

    var answers = Parallel.times(5, i -> warehouse.stub.createLocation(request).getLocation());

    assertThat(Parallel.successes(answers)).hasSize(5);
    Refusal.of(() -> warehouse.stub.createLocation(request.toBuilder().setName("Two").build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void listsByKindAndLeavesOutTheDeleted() {
    Location shop = warehouse.location();
    Location depot = warehouse.location(request -> request.setKind(Kind.WAREHOUSE));
    Location gone = delete(warehouse.location());

    assertThat(list(ListLocationsRequest.newBuilder())).containsExactly(shop, depot);
    assertThat(list(ListLocationsRequest.newBuilder().setKind(Kind.WAREHOUSE)))
        .containsExactly(depot);
    assertThat(list(ListLocationsRequest.newBuilder().setIncludeDeleted(true)))
        .containsExactly(shop, depot, gone);
  }

  private Location get(Location location) {
    return warehouse
        .stub
        .getLocation(GetLocationRequest.newBuilder().setLocationId(location.getId()).build())
        .getLocation();
  }

  private Location update(Location wanted, String... paths) {
    return warehouse
        .stub
        .updateLocation(
            UpdateLocationRequest.newBuilder()
                .setLocation(wanted)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getLocation();
  }

  private Location delete(Location location) {
    return warehouse
        .stub
        .deleteLocation(DeleteLocationRequest.newBuilder().setLocationId(location.getId()).build())
        .getLocation();
  }

  private List<Location> list(ListLocationsRequest.Builder request) {
    return warehouse.stub.listLocations(request.build()).getLocationsList();
  }
}
