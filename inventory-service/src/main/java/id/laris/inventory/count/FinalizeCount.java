package id.laris.inventory.count;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Level;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.FinalizeCountRequest;
import id.laris.pos.v1.FinalizeCountResponse;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the recorded stock to the counted quantities. Repeating it on a final count returns that
 * unchanged.
 *
 * <p>A counted quantity is valid for its moment: one movement of the variance at that moment sets
 * the recorded stock to the counted quantity plus the changes since. A movement from before that
 * moment that is recorded later changes nothing; {@link Level} ensures that. If a newer count has
 * corrected a level already, this one changes nothing there, and its line has no variance.
 *
 * <p>A variant that nobody found (among all recorded variants with the scope ALL, among the named
 * ones with LISTED) is taken as absent at the start of the count, except for the quantity that was
 * taken since.
 *
 * <p>Errors: NOT_FOUND; LOCATION_NOT_FOUND where it was deleted meanwhile; COUNT_EXPIRED;
 * ILLEGAL_STATE_TRANSITION where it was cancelled, or nothing was counted; VERSION_CONFLICT.
 */
@Component
public class FinalizeCount {

  static final String REFERENCE_TYPE = "count";

  private final Counts counts;
  private final CountParts parts;
  private final CountLines finalLines;
  private final RecordedStock recorded;
  private final StockLedger ledger;
  private final CountView view;
  private final CountEvents events;
  private final Writes writes;
  private final Clock clock;

  FinalizeCount(
      Counts counts,
      CountParts parts,
      CountLines finalLines,
      RecordedStock recorded,
      StockLedger ledger,
      CountView view,
      CountEvents events,
      Writes writes,
      Clock clock) {
    this.counts = counts;
    this.parts = parts;
    this.finalLines = finalLines;
    this.recorded = recorded;
    this.ledger = ledger;
    this.view = view;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public FinalizeCountResponse run(FinalizeCountRequest request) {
    UUID id = Ids.parse(request.getCountId());
    return writes.once(
        request,
        FinalizeCountResponse.parser(),
        () -> {
          Count count = counts.lock(id).orElseThrow(() -> Count.notFound(id));
          if (!count.isFinalized()) {
            count.requireVersion("count", request.hasVersion(), request.getVersion());
            correctStock(count);
          }
          return FinalizeCountResponse.newBuilder().setCount(view.whole(count)).build();
        });
  }

  private void correctStock(Count count) {
    Instant now = clock.instant();
    List<Found> found = parts.sums(count.id());
    count.requireCanClose(found.size(), now);
    List<UUID> missing = missing(count, found);
    List<UUID> variantIds = new ArrayList<>(missing);
    found.forEach(one -> variantIds.add(one.variantId()));
    Levels levels = ledger.lock(count.locationId(), variantIds);
    List<CountedLine> lines = lines(count, found, missing, levels);
    lines.forEach(line -> apply(line, count, levels));
    ledger.store(levels);
    finalLines.insert(count.id(), lines);
    count.close(lines.size(), now);
    counts.flush();
    events.finalized(count, lines);
  }

  /** Returns the variants that should have been counted but were not. */
  private List<UUID> missing(Count count, List<Found> found) {
    Set<UUID> missing =
        switch (count.scope()) {
          case ALL -> new HashSet<>(recorded.onHand(count.locationId()));
          case LISTED -> new HashSet<>(count.variantIds());
          default -> new HashSet<>();
        };
    found.forEach(one -> missing.remove(one.variantId()));
    return missing.stream().sorted().toList();
  }

  private List<CountedLine> lines(
      Count count, List<Found> found, List<UUID> missing, Levels levels) {
    UUID locationId = count.locationId();
    List<Found> all = new ArrayList<>(found);
    for (UUID variantId : missing) {
      // A variant that was counted for another count since this one was started is not missing.
      if (!levels.at(locationId, variantId).isCountedSince(count.startedAt())) {
        all.add(new Found(variantId, 0, count.startedAt()));
      }
    }
    Map<UUID, RecordedStock.Quantity> quantities = recorded.at(locationId, all);
    List<CountedLine> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Found one = all.get(i);
      Level level = levels.at(locationId, one.variantId());
      RecordedStock.Quantity then =
          quantities.getOrDefault(one.variantId(), RecordedStock.Quantity.NOTHING);
      boolean isMissing = i >= found.size();
      lines.add(CountedLine.of(isMissing ? one.of(then.takenSince()) : one, then.onHand(), level));
    }
    return lines;
  }

  private static void apply(CountedLine line, Count count, Levels levels) {
    Instant countedAt = line.found().countedAt();
    Level level = levels.at(count.locationId(), line.found().variantId());
    if (!level.isCountedSince(countedAt)) {
      level.correct(line.variance(), Change.of(Type.COUNT, REFERENCE_TYPE, count.id(), countedAt));
      level.countedAt(countedAt);
    }
  }
}
