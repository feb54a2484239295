package id.laris.inventory.purchase;

import static java.util.stream.Collectors.toSet;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.common.money.AmountOverflow;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.location.Location;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.DocumentNumbers;
import id.laris.inventory.stock.VariantLines;
import id.laris.inventory.supplier.Suppliers;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.CancelPurchaseOrderRequest;
import id.laris.pos.v1.CancelPurchaseOrderResponse;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreatePurchaseOrderResponse;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.OrderPurchaseOrderResponse;
import id.laris.pos.v1.PurchaseOrder.Line;
import id.laris.pos.v1.UpdatePurchaseOrderRequest;
import id.laris.pos.v1.UpdatePurchaseOrderResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes purchase orders before their goods arrive. */
@Component
public class PurchaseOrderActions {

  private static final String SERIES = "PO";
  private static final String LINES_OF_UPDATE = "purchase_order.lines";
  private static final Set<String> WHAT_IS_BOUGHT = Set.of("supplier_id", "lines");
  private static final Set<String> UPDATABLE =
      Set.of("supplier_id", "lines", "expected_at", "notes");

  private final PurchaseOrders rows;
  private final Resource<PurchaseOrder, id.laris.pos.v1.PurchaseOrder> orders;
  private final Suppliers suppliers;
  private final Locations locations;
  private final DocumentNumbers numbers;
  private final CatalogVariants variants;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  PurchaseOrderActions(
      PurchaseOrders rows,
      Resource<PurchaseOrder, id.laris.pos.v1.PurchaseOrder> orders,
      Suppliers suppliers,
      Locations locations,
      DocumentNumbers numbers,
      CatalogVariants variants,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.rows = rows;
    this.orders = orders;
    this.suppliers = suppliers;
    this.locations = locations;
    this.numbers = numbers;
    this.variants = variants;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a DRAFT; the same request with the same client-made id returns the existing one. */
  public CreatePurchaseOrderResponse create(CreatePurchaseOrderRequest request) {
    UUID id = Ids.orNext(request.getId());
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    List<UUID> variantIds = VariantLines.ids(request.getLinesList(), Line::getVariantId);
    return writes.onceAsked(
        request,
        CreatePurchaseOrderResponse.parser(),
        () -> {
          if (!reads.isStored(rows, request.getId())) {
            variants.require(variantIds);
          }
        },
        () -> {
          Optional<PurchaseOrder> existing = hash == null ? Optional.empty() : rows.findById(id);
          return CreatePurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(
                  existing
                      .map(order -> orders.show(order.requireMadeBy(hash)))
                      .orElseGet(
                          () ->
                              orders.store(
                                  made(request, id, hash), InventoryEvents.PURCHASE_ORDER_CREATED)))
              .build();
        });
  }

  private PurchaseOrder made(CreatePurchaseOrderRequest request, UUID id, @Nullable String hash) {
    UUID supplierId = suppliers.live(Ids.parse(request.getSupplierId())).id();
    Location location = locations.live(Ids.parse(request.getLocationId()));
    PurchaseOrder order =
        new PurchaseOrder(
            id,
            hash,
            numbers.next(SERIES, location.date(clock.instant())),
            supplierId,
            location.id(),
            location.currency());
    order.setLines(lines(request.getLinesList()));
    order.setNotes(request.getNotes());
    if (request.hasExpectedAt()) {
      order.setExpectedAt(Protos.instant("expected_at", request.getExpectedAt()));
    }
    requireSum(order, "lines");
    return order;
  }

  /**
   * Takes over the fields that the mask names. A variant that it has already may be deleted by now.
   */
  public UpdatePurchaseOrderResponse update(UpdatePurchaseOrderRequest request) {
    id.laris.pos.v1.PurchaseOrder wanted = request.getPurchaseOrder();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    List<UUID> variantIds =
        paths.contains("lines")
            ? VariantLines.ids(LINES_OF_UPDATE, wanted.getLinesList(), Line::getVariantId)
            : List.of();
    return writes.onceAsked(
        request,
        UpdatePurchaseOrderResponse.parser(),
        () -> requireAdded(Ids.parse("purchase_order.id", wanted.getId()), variantIds),
        () -> {
          PurchaseOrder order = orders.lock(Ids.parse("purchase_order.id", wanted.getId()));
          order.requireVersion("purchase order", request.hasVersion(), request.getVersion());
          order.requireChangeable(paths.stream().anyMatch(WHAT_IS_BOUGHT::contains));
          paths.forEach(path -> take(order, path, wanted));
          requireSum(order, LINES_OF_UPDATE);
          return UpdatePurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(orders.store(order, InventoryEvents.PURCHASE_ORDER_UPDATED))
              .build();
        });
  }

  private void requireAdded(UUID id, List<UUID> variantIds) {
    if (variantIds.isEmpty()) {
      return;
    }
    Set<UUID> had =
        reads.run(
            () ->
                rows.findById(id).stream()
                    .flatMap(order -> order.lines().stream())
                    .map(PurchaseLine::variantId)
                    .collect(toSet()));
    variants.require(variantIds.stream().filter(variantId -> !had.contains(variantId)).toList());
  }

  private void take(PurchaseOrder order, String path, id.laris.pos.v1.PurchaseOrder wanted) {
    switch (path) {
      case "supplier_id" ->
          order.setSupplierId(suppliers.live(Ids.parse(wanted.getSupplierId())).id());
      case "lines" -> {
        if (wanted.getLinesCount() == 0) {
          throw Errors.invalid(LINES_OF_UPDATE, "must not be empty");
        }
        order.setLines(lines(wanted.getLinesList()));
      }
      case "expected_at" ->
          order.setExpectedAt(
              wanted.hasExpectedAt()
                  ? Protos.instant("purchase_order.expected_at", wanted.getExpectedAt())
                  : null);
      default -> order.setNotes(wanted.getNotes());
    }
  }

  /** DRAFT to ORDERED; one that was ordered already stays as it is. */
  public OrderPurchaseOrderResponse order(OrderPurchaseOrderRequest request) {
    return writes.once(
        request,
        OrderPurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = orders.lock(Ids.parse(request.getPurchaseOrderId()));
          if (order.isToOrder(request.hasVersion(), request.getVersion())) {
            order.order(clock.instant());
            orders.store(order, InventoryEvents.PURCHASE_ORDER_ORDERED);
          }
          return OrderPurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(orders.show(order))
              .build();
        });
  }

  /** Cancels the quantities that have not arrived; a cancelled purchase order stays as it is. */
  public CancelPurchaseOrderResponse cancel(CancelPurchaseOrderRequest request) {
    return writes.once(
        request,
        CancelPurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = orders.lock(Ids.parse(request.getPurchaseOrderId()));
          if (order.isToCancel(request.hasVersion(), request.getVersion())) {
            order.cancel(clock.instant());
            orders.store(order, InventoryEvents.PURCHASE_ORDER_CANCELLED);
          }
          return CancelPurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(orders.show(order))
              .build();
        });
  }

  private static List<PurchaseLine> lines(List<Line> wanted) {
    return wanted.stream().map(PurchaseLine::of).toList();
  }

  /** Refuses a total above the largest amount. */
  private static void requireSum(PurchaseOrder order, String field) {
    try {
      if (order.total() <= Protos.MAX_AMOUNT) {
        return;
      }
    } catch (AmountOverflow e) {
      // The exception below explains it.
    }
    throw Errors.invalid(
        field, "the total would exceed 10^15 minor units: split the purchase order");
  }
}
