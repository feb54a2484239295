package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Stock is corrected completely or not at all, and every correction has a reason. */
@InventoryTest
class AdjustStockTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Warehouse warehouse;
  private Location shop;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @Test
  void addsTakesAwayAndSetsAndWritesDownEach() {
    warehouse.adjust(shop, adjustment(cup, 5), adjustment(plate, 2));

    AdjustStockResponse answer =
        warehouse.adjust(
            shop,
            adjustment(cup, -2),
            Adjustment.newBuilder().setVariantId(plate).setSetTo(10).setReason("found").build());

    assertThat(answer.getStockLevelsList())
        .extracting(StockLevel::getOnHand)
        .containsExactly(3L, 10L);
    assertThat(answer.getMovementsList())
        .extracting(StockMovement::getQuantity, StockMovement::getBefore, StockMovement::getAfter)
        .containsExactly(tuple(-2L, 5L, 3L), tuple(8L, 2L, 10L));
    assertThat(warehouse.movements()).hasSize(4);
  }

  @Test
  void whatIsBrokenMovesToTheDamagedGoods() {
    warehouse.add(shop, cup, 5);

    warehouse.adjust(shop, adjustment(cup, -2).toBuilder().setDamaged(true).build());

    assertThat(warehouse.level(shop, cup))
        .returns(3L, StockLevel::getOnHand)
        .returns(2L, StockLevel::getDamaged);
  }

  @Test
  void nothingIsTakenThatIsNotThereOrThatIsPromisedAndThenNothingIsChanged() {
    warehouse.add(shop, cup, 5);
    warehouse.add(shop, plate, 1);
    warehouse.reserve(shop, cup, 4);

    Refusal.of(() -> warehouse.adjust(shop, adjustment(plate, 7), adjustment(cup, -2)))
        .has(Reason.NEGATIVE_STOCK)
        .naming("adjustments[1].quantity_change")
        .with("sku", FakeCatalog.sku(cup))
        .with("variant_id", cup)
        .with("requested", 2)
        .with("available", 1);

    assertThat(warehouse.level(shop, plate).getOnHand()).isEqualTo(1);
  }

  @Test
  void theSameBatchAgainChangesNothingEvenAtTheSameTime() {
    AdjustStockRequest request =
        AdjustStockRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setLocationId(shop.getId())
            .addAdjustments(adjustment(cup, 3))
            .build();

    var answers = Parallel.times(10, i -> warehouse.stub.adjustStock(request));

    assertThat(Parallel.failures(answers)).isEmpty();
    assertThat(Parallel.successes(answers))
        .extracting(answer -> answer.getMovements(0).getId())
        .containsOnly(warehouse.movements().getFirst().getId());
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(3);
    Refusal.of(
            () ->
                warehouse.stub.adjustStock(
                    request.toBuilder().setAdjustments(0, adjustment(cup, 4)).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void manyAtOnceLoseNothing() {
    Parallel.successes(Parallel.times(60, i -> warehouse.add(shop, cup, 1)));

    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(60);
    assertThat(warehouse.movements()).hasSize(60);
  }

  @Test
  void refusesWhatIsNotThereOrSaysNothing() {
    Refusal.of(() -> warehouse.add(shop, UUID.randomUUID().toString(), 1)).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                warehouse.add(
                    Location.newBuilder().setId(UUID.randomUUID().toString()).build(), cup, 1))
        .has(Reason.LOCATION_NOT_FOUND);
    Refusal.of(() -> warehouse.adjust(shop, adjustment(cup, 1).toBuilder().clearReason().build()))
        .has(Reason.REASON_REQUIRED)
        .naming("adjustments[0].reason");
    Refusal.of(() -> warehouse.adjust(shop, adjustment(cup, 1), adjustment(cup, 2)))
        .has(Reason.VALIDATION_FAILED)
        .naming("adjustments[1].variant_id");
  }

  @Test
  void whatIsDamagedLeavesTheHouseOrIsMended() {
    warehouse.add(shop, cup, 5);
    warehouse.adjust(shop, adjustment(cup, -3).toBuilder().setDamaged(true).build());

    Refusal.of(() -> warehouse.adjust(shop, damaged(-4)))
        .has(Reason.NEGATIVE_STOCK)
        .naming("adjustments[0].damaged_change")
        .with("available", 3);
    warehouse.adjust(shop, damaged(-3));

    assertThat(warehouse.level(shop, cup))
        .returns(2L, StockLevel::getOnHand)
        .returns(0L, StockLevel::getDamaged);
  }

  @Test
  void whatIsSetIsSetNow() {
    Refusal.of(
            () ->
                warehouse.stub.adjustStock(
                    AdjustStockRequest.newBuilder()
                        .setLocationId(shop.getId())
                        .addAdjustments(
                            Adjustment.newBuilder()
                                .setVariantId(cup)
                                .setSetTo(10)
                                .setReason("found"))
                        .setOccurredAt(shop.getCreatedAt())
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("occurred_at");
  }

  private Adjustment damaged(long quantity) {
    return Adjustment.newBuilder()
        .setVariantId(cup)
        .setDamagedChange(quantity)
        .setReason("thrown out")
        .build();
  }
}
