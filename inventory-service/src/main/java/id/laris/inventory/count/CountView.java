package id.laris.inventory.count;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.StockCount;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Converts a count to its message. Too many lines are left out, depending on the use of the
 * message; their number is always included.
 */
@Component
class CountView {

  /**
   * The limit for messages that are sent often or to many: answers to submitted parts, and events.
   */
  private static final int MOST_LINES_IN_PASSING = 1_000;

  /** About 2 MiB: by default a client accepts no answer above 4 MiB. */
  private static final int MOST_LINES = 20_000;

  private final CountParts parts;
  private final CountLines lines;
  private final RecordedStock recorded;
  private final StockLedger ledger;
  private final Locations locations;

  CountView(
      CountParts parts,
      CountLines lines,
      RecordedStock recorded,
      StockLedger ledger,
      Locations locations) {
    this.parts = parts;
    this.lines = lines;
    this.recorded = recorded;
    this.ledger = ledger;
    this.locations = locations;
  }

  /** Converts a count with its lines, for a caller that asked for it. */
  StockCount whole(Count count) {
    return withLines(count, MOST_LINES);
  }

  /** Converts a count with its lines, for a caller that has just submitted a part of them. */
  StockCount inPassing(Count count) {
    return withLines(count, MOST_LINES_IN_PASSING);
  }

  /** Converts a count for a list. */
  static StockCount inList(Count count) {
    return bare(count).build();
  }

  /** Converts a count for an event, with the lines with which it was finalized. */
  StockCount inEvent(Count count, List<CountedLine> lines) {
    StockCount.Builder proto = bare(count);
    if (count.variantIds().size() <= MOST_LINES_IN_PASSING) {
      proto.addAllVariantIds(Ids.texts(count.variantIds()));
    }
    if (lines.size() <= MOST_LINES_IN_PASSING) {
      proto.addAllLines(compared(count, lines));
    }
    return proto.build();
  }

  private StockCount withLines(Count count, int most) {
    StockCount.Builder proto = bare(count).addAllVariantIds(Ids.texts(count.variantIds()));
    if (count.isFinalized()) {
      return count.lineCount() > most
          ? proto.build()
          : proto.addAllLines(compared(count, lines.of(count.id()))).build();
    }
    List<Found> found = parts.sums(count.id());
    proto.setLineCount(found.size());
    if (found.size() <= most) {
      boolean showsExpected = count.isOpen() && !count.isBlind();
      proto.addAllLines(
          showsExpected
              ? compared(count, comparedNow(count, found))
              : found.stream().map(CountedLine::toProto).toList());
    }
    return proto.build();
  }

  /** Returns the lines with which it would be finalized now. */
  private List<CountedLine> comparedNow(Count count, List<Found> found) {
    Map<UUID, RecordedStock.Quantity> expected = recorded.at(count.locationId(), found);
    Levels levels = ledger.look(count.locationId(), found.stream().map(Found::variantId).toList());
    return found.stream()
        .map(
            one ->
                CountedLine.of(
                    one,
                    expected.getOrDefault(one.variantId(), RecordedStock.Quantity.NOTHING).onHand(),
                    levels.at(count.locationId(), one.variantId())))
        .toList();
  }

  private List<CountLine> compared(Count count, List<CountedLine> compared) {
    if (compared.isEmpty()) {
      return List.of();
    }
    String currency = locations.existing(count.locationId()).currency();
    return compared.stream().map(line -> line.toProto(currency)).toList();
  }

  private static StockCount.Builder bare(Count count) {
    StockCount.Builder proto =
        StockCount.newBuilder()
            .setId(count.id().toString())
            .setLocationId(count.locationId().toString())
            .setStatus(count.status())
            .setScope(count.scope())
            .setBlind(count.isBlind())
            .setNotes(count.notes())
            .setLineCount(count.lineCount())
            .setExpiresAt(Protos.timestamp(count.expiresAt()))
            .setVersion(count.version());
    Protos.setTime(count.finalizedAt(), proto::setFinalizedAt);
    Protos.setTime(count.createdAt(), proto::setCreatedAt);
    Protos.setTime(count.updatedAt(), proto::setUpdatedAt);
    return proto;
  }
}
