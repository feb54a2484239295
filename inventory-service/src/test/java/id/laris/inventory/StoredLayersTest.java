package id.laris.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The layers of FIFO as the database has them. */
@InventoryTest
class StoredLayersTest {

  private static final int MOST = 100;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired DatabaseSettings database;

  private TwoPlaces places;
  private Warehouse warehouse;
  private Location shop;
  private Location depot;

  @BeforeEach
  void newTenant() {
    places = new TwoPlaces(new Warehouse(calls.as(UUID.randomUUID())), catalog);
    warehouse = places.warehouse;
    shop = places.shop;
    depot = places.depot;
  }

  @Test
  void beyondAHundredLayersTheOldestAreOneAtTheirAverageCost() {
    long bought = 0;
    for (int i = 1; i <= MOST + 2; i++) {
      places.buy(shop, 1, i * 100L);
      bought += i * 100L;
    }

    assertThat(layersAt(shop)).isEqualTo(MOST);
    assertThat(places.value(shop)).isEqualTo(bought);
    places.sell(shop, 1);
    assertThat(places.value(shop)).isEqualTo(bought - 200);
    places.sell(shop, 2);
    assertThat(places.value(shop)).isEqualTo(bought - 600);
    places.sell(shop, 1);
    assertThat(places.value(shop)).isEqualTo(bought - 600 - 400);
  }

  @Test
  void aTransferBringsNoMoreLayersThanALevelHolds() {
    for (int i = 1; i <= MOST; i++) {
      places.buy(shop, 1, i * 7L);
      places.buy(depot, 1, i * 11L);
    }
    long bought = places.value(shop) + places.value(depot);

    String transfer = places.ship(shop, depot, MOST);
    places.receive(transfer, MOST, 0, 0);

    assertThat(layersAt(depot)).isEqualTo(MOST);
    assertThat(places.value(depot)).isEqualTo(bought);
  }

  @Test
  void partsOfAnArrivalThatMeetAgainAreOneLayer() {
    places.buy(shop, 7, 100);
    String first = places.ship(shop, depot, 2);
    String second = places.ship(shop, depot, 3);
    assertThat(places.value(shop)).isEqualTo(29);

    places.cancel(second);
    places.cancel(first);

    assertThat(layersAt(shop)).isEqualTo(1);
    assertThat(places.value(shop)).isEqualTo(100);
  }

  @Test
  void listsDoNotReadThem() {
    places.buy(shop, 3, 100);
    warehouse.stub.setReorderPoint(
        SetReorderPointRequest.newBuilder()
            .setLocationId(shop.getId())
            .setVariantId(places.cup)
            .setReorderPoint(5)
            .build());
    owner()
        .sql(
            """
            update inventory.stock_level set layers = '"unreadable"' where location_id = :shop;
            update inventory.stock_movement set layers = '"unreadable"' where location_id = :shop
            """)
        .param("shop", UUID.fromString(shop.getId()))
        .update();

    assertThat(Bookkeeping.levels(warehouse)).hasSize(1);
    assertThat(warehouse.level(shop, places.cup).getOnHand()).isEqualTo(3);
    assertThat(places.value(shop)).isEqualTo(100);
    assertThat(warehouse.movements())
        .singleElement()
        .returns(100L, movement -> movement.getFifoValue().getAmount());
    assertThat(warehouse.stub.listLowStock(ListLowStockRequest.getDefaultInstance()).getItemsList())
        .hasSize(1);
  }

  @Test
  void goodsThatAnEarlierVersionHasSentArriveAtTheAverageCost() {
    places.buy(shop, 2, 2 * 100);
    places.buy(shop, 2, 2 * 300);
    String received = places.ship(shop, depot, 3);
    places.receive(received, 1, 0, 0);
    String cancelled = places.ship(shop, depot, 1);
    forgetLayersInTransit();

    places.receive(received, 1, 0, 0);
    places.cancel(cancelled);

    assertThat(places.values()).containsExactly(200L, 100 + 200L);
  }

  @Test
  void goodsOfALayerThatAnEarlierVersionHasSentKeepTheirCost() {
    places.buy(shop, 3, 100);
    String first = places.ship(shop, depot, 1);
    String second = places.ship(shop, depot, 1);
    forgetPlacesInTheArrival();

    places.receive(second, 1, 0, 0);
    places.cancel(first);

    assertThat(places.value(depot)).isEqualTo(34);
    assertThat(places.value(shop)).isEqualTo(33 + 33);
  }

  /** An earlier version does not write which goods of an arrival a layer has. */
  private void forgetPlacesInTheArrival() {
    int changed =
        owner()
            .sql(
                """
                update inventory.stock_transfer
                set lines = regexp_replace(lines::text, '"behind": [0-9]+, |, "behind": [0-9]+', '', 'g')::jsonb
                where from_location_id = :shop and lines::text like '%"behind"%'
                """)
            .param("shop", UUID.fromString(shop.getId()))
            .update();
    assertThat(changed).isPositive();
  }

  /** An earlier version writes transfers without layers. */
  private void forgetLayersInTransit() {
    owner()
        .sql(
            """
            update inventory.stock_transfer
            set lines = (select jsonb_agg(line - 'inTransit') from jsonb_array_elements(lines) line)
            where from_location_id = :shop
            """)
        .param("shop", UUID.fromString(shop.getId()))
        .update();
  }

  private int layersAt(Location location) {
    return owner()
        .sql("select jsonb_array_length(layers) from inventory.stock_level where location_id = ?")
        .param(UUID.fromString(location.getId()))
        .query(Integer.class)
        .single();
  }

  private JdbcClient owner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.url(), database.ownerUser(), database.ownerPassword()));
  }
}
