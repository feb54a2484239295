package id.laris.inventory.count;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.inventory.location.Locations;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.StartCountResponse;
import id.laris.pos.v1.StockCount.Scope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Starts a count. Without a scope it is LISTED if variants are named, else ALL. The same id with
 * the same content returns the count as it is now.
 *
 * <p>Several counts of a location may be open at once. Each corrects the variants that were counted
 * for it; if several counted a variant, the newest moment is valid.
 *
 * <p>Errors: NOT_FOUND (variant); LOCATION_NOT_FOUND, also where it is deleted; VALIDATION_FAILED
 * for LISTED without variants, or variants without LISTED; ALREADY_EXISTS where the id is that of
 * another count.
 */
@Component
public class StartCount {

  private final Counts counts;
  private final CountView view;
  private final CountEvents events;
  private final Locations locations;
  private final CatalogVariants variants;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  StartCount(
      Counts counts,
      CountView view,
      CountEvents events,
      Locations locations,
      CatalogVariants variants,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.counts = counts;
    this.view = view;
    this.events = events;
    this.locations = locations;
    this.variants = variants;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public StartCountResponse run(StartCountRequest request) {
    List<UUID> variantIds = wanted(request).variantIds();
    return writes.onceAsked(
        request,
        StartCountResponse.parser(),
        () -> {
          if (!reads.isStored(counts, request.getId())) {
            variants.require(variantIds);
          }
        },
        () -> {
          // Made anew each time: a row that lost to another transaction is no new one any more.
          Count wanted = wanted(request);
          Count count =
              counts
                  .storedBefore(request.getId(), "count", wanted, StartCount::content)
                  .orElseGet(() -> store(wanted));
          return StartCountResponse.newBuilder().setCount(view.whole(count)).build();
        });
  }

  private Count wanted(StartCountRequest request) {
    List<UUID> variantIds =
        request.getVariantIdsList().stream().map(Ids::parse).distinct().sorted().toList();
    Scope scope = scope(request.getScope(), variantIds);
    if (scope == Scope.LISTED && variantIds.isEmpty()) {
      throw Errors.invalid("variant_ids", "must name the variants to count");
    }
    if (scope != Scope.LISTED && !variantIds.isEmpty()) {
      throw Errors.invalid("variant_ids", "is only allowed with the scope LISTED");
    }
    return new Count(
        Ids.orNext(request.getId()),
        Ids.parse(request.getLocationId()),
        scope,
        variantIds,
        request.getBlind(),
        request.getNotes(),
        clock.instant());
  }

  private static Scope scope(Scope scope, List<UUID> variantIds) {
    if (scope != Scope.SCOPE_UNSPECIFIED) {
      return scope;
    }
    return variantIds.isEmpty() ? Scope.ALL : Scope.LISTED;
  }

  /** Returns the content that the creator gave it. */
  private static StartCountRequest content(Count count) {
    return StartCountRequest.newBuilder()
        .setLocationId(count.locationId().toString())
        .setScope(count.scope())
        .addAllVariantIds(Ids.texts(count.variantIds()))
        .setBlind(count.isBlind())
        .setNotes(count.notes())
        .build();
  }

  private Count store(Count wanted) {
    locations.live(wanted.locationId());
    Count stored = counts.saveAndFlush(wanted);
    events.started(stored);
    return stored;
  }
}
