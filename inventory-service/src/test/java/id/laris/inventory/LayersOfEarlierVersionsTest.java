package id.laris.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The layers of FIFO of goods that an earlier version has recorded. */
class LayersOfEarlierVersionsTest {

  private static final String TENANT = "'00000000-0000-4000-8000-000000000001'";
  private static final String SHOP = "'00000000-0000-4000-8000-000000000002'";
  private static final String CUP = "'00000000-0000-4000-8000-000000000003'";

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource(
              database.url(), database.ownerUser(), database.ownerPassword()));

  @BeforeEach
  void anEarlierVersion() {
    migrate("3");
  }

  @Test
  void theNewestArrivalsAreTheLayersOfTheGoodsOnHand() {
    jdbc.sql(
            """
            insert into inventory.location values (%1$s, %2$s, 0, now(), now(), null, 'A', 'A', 'STORE', 'UTC', 0, false, '', 0, 'NEAREST', 'IDR');
            insert into inventory.stock_level
              (tenant_id, location_id, variant_id, id, version, updated_at, on_hand, reserved, in_transit, damaged, value, last_value,
               last_quantity, reorder_quantity)
            values (%1$s, %2$s, %3$s, gen_random_uuid(), 0, now(), 15, 0, 0, 0, 2250, 2250, 15, 0);
            insert into inventory.stock_movement
              (tenant_id, id, location_id, variant_id, state, type, quantity, quantity_before, quantity_after, value, cost, currency,
               flagged, before_count, reason, notes, reference_type, occurred_at, recorded_at)
            select %1$s, gen_random_uuid(), %2$s, %3$s, 'ON_HAND', 'RECEIPT', quantity, 0, quantity, 0, cost, 'IDR', false, false, '', '', '',
                   now(), now() + number * interval '1 second'
            from (values (1, 10, 1000), (2, 10, 2000), (3, -5, 0)) as made (number, quantity, cost);
            """
                .formatted(TENANT, SHOP, CUP))
        .update();

    migrate("latest");

    assertThat(
            jdbc.sql("select fifo_value, arrivals from inventory.stock_level").query().listOfRows())
        .containsExactly(Map.of("fifo_value", 2500L, "arrivals", 2L));
    assertThat(layers("select layers from inventory.stock_level"))
        .containsExactly("1:5:500:10:1000", "2:10:2000:10:2000");
  }

  @Test
  void goodsInTransitAreOneLayerAtTheAverageCostOfTheRest() {
    jdbc.sql(
            """
            insert into inventory.location values
              (%1$s, %2$s, 0, now(), now(), null, 'A', 'A', 'STORE', 'UTC', 0, false, '', 0, 'NEAREST', 'IDR'),
              (%1$s, %3$s, 0, now(), now(), null, 'B', 'B', 'STORE', 'UTC', 0, false, '', 0, 'NEAREST', 'IDR');
            insert into inventory.stock_transfer
              (tenant_id, id, version, created_at, updated_at, number, from_location_id, to_location_id, status, lines, notes)
            select %1$s, gen_random_uuid(), 0, now(), now(), status, %2$s, %3$s, status, jsonb_build_array(jsonb_build_object(
              'variantId', %3$s, 'quantity', 3, 'good', 1, 'damaged', 0, 'returned', 0, 'cost', 100, 'arrived', 1)), ''
            from unnest(array['DRAFT', 'PARTIALLY_RECEIVED', 'CANCELLED']) as status;
            """
                .formatted(TENANT, SHOP, CUP))
        .update();

    migrate("latest");

    assertThat(layers("select lines -> 0 -> 'inTransit' from inventory.stock_transfer"))
        .containsExactly("0:2:67:3:100");
  }

  private List<@Nullable String> layers(String layersOf) {
    return jdbc.sql(
            """
            select concat_ws(':', layer ->> 'age', layer ->> 'quantity', layer ->> 'cost', layer ->> 'ofQuantity', layer ->> 'ofCost')
            from (%s) as known (layers) cross join jsonb_array_elements(known.layers) layer
            """
                .formatted(layersOf))
        .query(String.class)
        .list();
  }

  private void migrate(String target) {
    int _ =
        Flyway.configure()
            .dataSource(database.url(), database.ownerUser(), database.ownerPassword())
            .schemas("inventory")
            .locations("classpath:db/common", "classpath:db/migration/inventory")
            .placeholders(Map.of("schema", "inventory", "serviceRole", database.user()))
            .outOfOrder(true)
            .target(target)
            .load()
            .migrate()
            .migrationsExecuted;
  }
}
