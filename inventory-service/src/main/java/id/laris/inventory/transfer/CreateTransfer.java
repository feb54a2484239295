package id.laris.inventory.transfer;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.location.Location;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.DocumentNumbers;
import id.laris.inventory.stock.VariantLines;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.CreateTransferResponse;
import id.laris.pos.v1.StockLine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates a transfer; no goods move yet.
 *
 * <p>Errors: NOT_FOUND (variant); LOCATION_NOT_FOUND; SAME_LOCATION; CURRENCY_MISMATCH where the
 * locations have costs in different currencies; VALIDATION_FAILED (a variant twice); ALREADY_EXISTS
 * (id with other content).
 */
@Component
public class CreateTransfer {

  private static final String SERIES = "TRF";

  private final StockTransfers transfers;
  private final Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource;
  private final Locations locations;
  private final DocumentNumbers numbers;
  private final CatalogVariants variants;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  CreateTransfer(
      StockTransfers transfers,
      Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource,
      Locations locations,
      DocumentNumbers numbers,
      CatalogVariants variants,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.transfers = transfers;
    this.resource = resource;
    this.locations = locations;
    this.numbers = numbers;
    this.variants = variants;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public CreateTransferResponse run(CreateTransferRequest request) {
    UUID id = Ids.orNext(request.getId());
    UUID from = Ids.parse(request.getFromLocationId());
    UUID to = Ids.parse(request.getToLocationId());
    if (from.equals(to)) {
      throw Errors.invalid(
          Reason.SAME_LOCATION, "to_location_id", "must be another location than from_location_id");
    }
    List<UUID> variantIds = VariantLines.ids(request.getLinesList(), StockLine::getVariantId);
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    return writes.onceAsked(
        request,
        CreateTransferResponse.parser(),
        () -> {
          if (!reads.isStored(transfers, request.getId())) {
            variants.require(variantIds);
          }
        },
        () -> {
          Optional<StockTransfer> existing =
              hash == null ? Optional.empty() : transfers.findById(id);
          return CreateTransferResponse.newBuilder()
              .setTransfer(
                  existing
                      .map(transfer -> TransferProtos.toProto(transfer.requireMadeBy(hash)))
                      .orElseGet(
                          () ->
                              resource.store(
                                  made(request, id, hash, from, to),
                                  InventoryEvents.STOCK_TRANSFER_CREATED)))
              .build();
        });
  }

  private StockTransfer made(
      CreateTransferRequest request, UUID id, @Nullable String hash, UUID from, UUID to) {
    Location source = locations.live(from);
    Location destination = locations.live(to);
    if (!source.currency().equals(destination.currency())) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The locations have different currencies: adjust the stock of each instead.")
          .with("expected", source.currency())
          .with("actual", destination.currency());
    }
    return new StockTransfer(
        id,
        hash,
        numbers.next(SERIES, source.date(clock.instant())),
        from,
        to,
        request.getLinesList().stream()
            .map(line -> TransferLine.of(Ids.parse(line.getVariantId()), line.getQuantity()))
            .toList(),
        request.getNotes());
  }
}
