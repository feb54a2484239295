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
 * Makes the books what was counted. Repeating it on a final count returns that unchanged.
 *
 * <p>What was counted holds for its moment: the books become what was counted plus what has
 * happened since, by one movement of the variance at that moment. A movement from before it that is
 * told later changes nothing any more; {@link Level} sees to that. Where a newer count has put a
 * level right already this one changes nothing there, and its line has no variance.
 *
 * <p>What was to be counted and nobody found (all that the books have where the scope is ALL, what
 * was named where it is LISTED) was not there when the count was started, but for as much as has
 * been taken from it since.
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
  private final Books books;
  private final StockLedger ledger;
  private final CountView view;
  private final CountEvents events;
  private final Writes writes;
  private final Clock clock;

  FinalizeCount(
      Counts counts,
      CountParts parts,
      CountLines finalLines,
      Books books,
      StockLedger ledger,
      CountView view,
      CountEvents events,
      Writes writes,
      Clock clock) {
    this.counts = counts;
    this.parts = parts;
    this.finalLines = finalLines;
    this.books = books;
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
            putRight(count);
          }
          return FinalizeCountResponse.newBuilder().setCount(view.whole(count)).build();
        });
  }

  private void putRight(Count count) {
    Instant now = clock.instant();
    List<Found> found = parts.sums(count.id());
    count.requireCanClose(found.size(), now);
    List<UUID> missing = missing(count, found);
    List<UUID> variantIds = new ArrayList<>(missing);
    found.forEach(one -> variantIds.add(one.variantId()));
    Levels levels = ledger.lock(count.locationId(), variantIds);
    List<Line> lines = lines(count, found, missing, levels);
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
          case ALL -> new HashSet<>(books.onHand(count.locationId()));
          case LISTED -> new HashSet<>(count.variantIds());
          default -> new HashSet<>();
        };
    found.forEach(one -> missing.remove(one.variantId()));
    return missing.stream().sorted().toList();
  }

  private List<Line> lines(Count count, List<Found> found, List<UUID> missing, Levels levels) {
    UUID locationId = count.locationId();
    List<Found> all = new ArrayList<>(found);
    for (UUID variantId : missing) {
      // Where it was counted for another count since this one was started, it is not missing.
      if (!levels.at(locationId, variantId).isCountedSince(count.startedAt())) {
        all.add(new Found(variantId, 0, count.startedAt()));
      }
    }
    Map<UUID, Books.Then> then = books.at(locationId, all);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Found one = all.get(i);
      Level level = levels.at(locationId, one.variantId());
      Books.Then inBooks = then.getOrDefault(one.variantId(), Books.Then.NOTHING);
      boolean isMissing = i >= found.size();
      lines.add(Line.of(isMissing ? one.of(inBooks.takenSince()) : one, inBooks.onHand(), level));
    }
    return lines;
  }

  private static void apply(Line line, Count count, Levels levels) {
    Instant countedAt = line.found().countedAt();
    Level level = levels.at(count.locationId(), line.found().variantId());
    if (!level.isCountedSince(countedAt)) {
      level.correct(line.variance(), Change.of(Type.COUNT, REFERENCE_TYPE, count.id(), countedAt));
      level.countedAt(countedAt);
    }
  }
}
