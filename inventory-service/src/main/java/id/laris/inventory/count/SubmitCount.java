package id.laris.inventory.count;

import static id.laris.events.types.InventoryEvents.STOCK_COUNT_SUBMITTED;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.money.Amounts;
import id.laris.inventory.count.CountParts.Part;
import id.laris.inventory.stock.Moments;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.SubmitCountRequest;
import id.laris.pos.v1.SubmitCountRequest.Line;
import id.laris.pos.v1.SubmitCountResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Submits a part of a count. The parts of all persons who count add up; the same part again changes
 * nothing, even after the count has ended, and one with other content replaces it.
 *
 * <p>Submissions do not wait for each other: they only lock the count against changes. Finalizing
 * waits for submissions in progress, and later ones are refused.
 *
 * <p>Errors: NOT_FOUND (count, variant); VALIDATION_FAILED for a variant that is not LISTED, or a
 * time in the future or before the count; COUNT_ALREADY_FINALIZED; COUNT_EXPIRED;
 * ILLEGAL_STATE_TRANSITION where it was cancelled.
 */
@Component
public class SubmitCount {

  private final Counts counts;
  private final CountParts parts;
  private final CountView view;
  private final CatalogVariants variants;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  SubmitCount(
      Counts counts,
      CountParts parts,
      CountView view,
      CatalogVariants variants,
      Outbox outbox,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.counts = counts;
    this.parts = parts;
    this.view = view;
    this.variants = variants;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public SubmitCountResponse run(SubmitCountRequest request) {
    Part part = part(request);
    return writes.onceAsked(
        request,
        SubmitCountResponse.parser(),
        () -> {
          if (request.getChunkId().isEmpty() || !reads.run(() -> parts.has(part))) {
            variants.require(part.lines().keySet());
          }
        },
        () -> {
          Count count =
              counts.keep(part.countId()).orElseThrow(() -> Count.notFound(part.countId()));
          if (!parts.has(part)) {
            count.requireOpen(clock.instant());
            check(request, part, count);
            parts.put(part);
            // A part that replaces another is a thing of its own.
            outbox.addAll(List.of(NewEvent.of(STOCK_COUNT_SUBMITTED, Ids.next(), 0, request)));
          }
          return SubmitCountResponse.newBuilder().setCount(view.inPassing(count)).build();
        });
  }

  private Part part(SubmitCountRequest request) {
    SortedMap<UUID, Long> lines =
        request.getLinesList().stream()
            .collect(
                toMap(
                    line -> Ids.parse(line.getVariantId()),
                    Line::getQuantity,
                    Amounts::add,
                    TreeMap::new));
    return new Part(
        Ids.parse(request.getCountId()),
        Ids.orNext(request.getChunkId()),
        RequestHash.hexOf(request),
        lines,
        Moments.past(
            "counted_at", request.hasCountedAt(), request.getCountedAt(), clock.instant()));
  }

  private static void check(SubmitCountRequest request, Part part, Count count) {
    Set<UUID> listed = Set.copyOf(count.variantIds());
    for (int i = 0; i < request.getLinesCount(); i++) {
      if (count.scope() == Scope.LISTED
          && !listed.contains(Ids.parse(request.getLines(i).getVariantId()))) {
        throw Errors.invalid(
            "lines[%d].variant_id".formatted(i),
            "is not one of the variants listed for this count");
      }
    }
    if (request.hasCountedAt() && part.countedAt().isBefore(count.startedAt())) {
      throw Errors.invalid(
          "counted_at",
          "must not be before the start of the count, %s".formatted(count.startedAt()));
    }
  }
}
