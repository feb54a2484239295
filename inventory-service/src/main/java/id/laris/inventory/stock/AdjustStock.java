package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.inventory.stock.StockShortage.Shortage;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Corrects the recorded stock, by a difference or to a quantity: all adjustments, or none.
 *
 * <p>An adjustment cannot take more than is available, unless the location allows it; if less was
 * found than is recorded, set the quantity instead, or use a count.
 *
 * <p>Errors: NOT_FOUND (variant); LOCATION_NOT_FOUND; REASON_REQUIRED; NEGATIVE_STOCK;
 * ALREADY_EXISTS where the id was that of another adjustment.
 */
@Component
public class AdjustStock {

  static final String REFERENCE_TYPE = "adjustment";

  private final StockLedger ledger;
  private final LevelQueries levelQueries;
  private final ListStockMovements movements;
  private final CatalogVariants variants;
  private final Batches batches;
  private final Shortages shortages;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  AdjustStock(
      StockLedger ledger,
      LevelQueries levelQueries,
      ListStockMovements movements,
      CatalogVariants variants,
      Batches batches,
      Shortages shortages,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.ledger = ledger;
    this.levelQueries = levelQueries;
    this.movements = movements;
    this.variants = variants;
    this.batches = batches;
    this.shortages = shortages;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public AdjustStockResponse run(AdjustStockRequest request) {
    check(request);
    UUID id = Ids.orNext(request.getId());
    Instant occurredAt =
        Moments.past(
            "occurred_at", request.hasOccurredAt(), request.getOccurredAt(), clock.instant());
    List<UUID> variantIds =
        VariantLines.ids("adjustments", request.getAdjustmentsList(), Adjustment::getVariantId);
    return shortages.explain(
        () ->
            writes.onceAsked(
                request,
                AdjustStockResponse.parser(),
                () -> {
                  if (request.getId().isEmpty()
                      || !reads.run(() -> batches.has(REFERENCE_TYPE, id))) {
                    variants.require(variantIds);
                  }
                },
                () ->
                    batches.isNew(REFERENCE_TYPE, id, request)
                        ? adjust(id, request, variantIds, occurredAt)
                        : answer(id, request, variantIds, movements.of(REFERENCE_TYPE, id))));
  }

  private static void check(AdjustStockRequest request) {
    for (int i = 0; i < request.getAdjustmentsCount(); i++) {
      Adjustment adjustment = request.getAdjustments(i);
      String field = "adjustments[%d]".formatted(i);
      if (adjustment.getReason().isEmpty()) {
        throw Errors.invalid(
            Reason.REASON_REQUIRED,
            field + ".reason",
            "is required: give the reason for the adjustment");
      }
      boolean takesAway = adjustment.hasQuantityChange() && adjustment.getQuantityChange() < 0;
      if (adjustment.getDamaged() && !takesAway) {
        throw Errors.invalid(field + ".damaged", "is only allowed with a quantity_change below 0");
      }
      boolean ofNow = adjustment.hasSetTo() || adjustment.getDamaged();
      if (ofNow && request.hasOccurredAt()) {
        throw Errors.invalid(
            "occurred_at",
            "is only allowed with quantity_change or damaged_change, and without damaged");
      }
      if (adjustment.hasCost() && (takesAway || adjustment.hasDamagedChange())) {
        throw Errors.invalid(field + ".cost", "is only allowed when goods are added");
      }
    }
  }

  private AdjustStockResponse adjust(
      UUID id, AdjustStockRequest request, List<UUID> variantIds, Instant occurredAt) {
    UUID locationId = Ids.parse(request.getLocationId());
    Levels levels = ledger.lock(locationId, variantIds);
    List<Shortage> missing = new ArrayList<>();
    Change batch = Change.of(Type.ADJUSTMENT, REFERENCE_TYPE, id, occurredAt);
    for (int i = 0; i < request.getAdjustmentsCount(); i++) {
      Adjustment adjustment = request.getAdjustments(i);
      String field = "adjustments[%d].".formatted(i);
      Level level = levels.at(locationId, Ids.parse(adjustment.getVariantId()));
      if (adjustment.hasDamagedChange()) {
        changeDamaged(field, level, adjustment, batch).ifPresent(missing::add);
        continue;
      }
      long quantity =
          adjustment.hasSetTo()
              ? adjustment.getSetTo() - level.onHand()
              : adjustment.getQuantityChange();
      if (quantity < 0 && !level.canReserve(-quantity)) {
        missing.add(
            new Shortage(
                field + (adjustment.hasSetTo() ? "set_to" : "quantity_change"),
                level.place().variantId(),
                -quantity,
                level.available()));
      } else {
        apply(level, quantity, adjustment, batch);
      }
    }
    if (!missing.isEmpty()) {
      throw new StockShortage(Reason.NEGATIVE_STOCK, locationId, missing);
    }
    return answer(id, request, variantIds, ledger.store(levels).movements());
  }

  private static Optional<Shortage> changeDamaged(
      String field, Level level, Adjustment adjustment, Change batch) {
    long quantity = adjustment.getDamagedChange();
    if (level.damaged() + quantity < 0) {
      return Optional.of(
          new Shortage(
              field + "damaged_change", level.place().variantId(), -quantity, level.damaged()));
    }
    level.changeDamaged(quantity, batch.because(adjustment.getReason(), adjustment.getNotes()));
    return Optional.empty();
  }

  private static void apply(Level level, long quantity, Adjustment adjustment, Change batch) {
    Change change = batch.because(adjustment.getReason(), adjustment.getNotes());
    if (quantity > 0 && adjustment.hasCost()) {
      level.receive(quantity, adjustment.getCost(), change);
    } else {
      level.correct(quantity, change);
    }
    if (adjustment.getDamaged()) {
      level.changeDamaged(-quantity, change);
    }
  }

  private AdjustStockResponse answer(
      UUID id, AdjustStockRequest request, List<UUID> variantIds, List<StockMovement> written) {
    return AdjustStockResponse.newBuilder()
        .setAdjustmentId(id.toString())
        .addAllStockLevels(levelQueries.at(Ids.parse(request.getLocationId()), variantIds))
        .addAllMovements(written)
        .build();
  }
}
