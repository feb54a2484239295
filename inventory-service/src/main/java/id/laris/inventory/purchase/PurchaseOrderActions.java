package id.laris.inventory.purchase;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Outbox;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
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
import id.laris.pos.v1.GetPurchaseOrderRequest;
import id.laris.pos.v1.GetPurchaseOrderResponse;
import id.laris.pos.v1.ListPurchaseOrdersRequest;
import id.laris.pos.v1.ListPurchaseOrdersResponse;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.OrderPurchaseOrderResponse;
import id.laris.pos.v1.PurchaseOrder.Line;
import id.laris.pos.v1.PurchaseOrder.Status;
import id.laris.pos.v1.UpdatePurchaseOrderRequest;
import id.laris.pos.v1.UpdatePurchaseOrderResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with purchase orders before their goods arrive. */
@Component
public class PurchaseOrderActions {

  private static final String SERIES = "PO";
  private static final Set<String> WHAT_IS_BOUGHT = Set.of("supplier_id", "lines");
  private static final Set<String> UPDATABLE =
      Set.of("supplier_id", "lines", "expected_at", "notes");

  private final PurchaseOrders orders;
  private final Suppliers suppliers;
  private final Locations locations;
  private final DocumentNumbers numbers;
  private final CatalogVariants variants;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  PurchaseOrderActions(
      PurchaseOrders orders,
      Suppliers suppliers,
      Locations locations,
      DocumentNumbers numbers,
      CatalogVariants variants,
      Outbox outbox,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.orders = orders;
    this.suppliers = suppliers;
    this.locations = locations;
    this.numbers = numbers;
    this.variants = variants;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a DRAFT; the same request with the same client-made id returns the existing one. */
  public CreatePurchaseOrderResponse create(CreatePurchaseOrderRequest request) {
    UUID id = Ids.orNext(request.getId());
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    List<PurchaseLine> lines = lines(request.getLinesList());
    return writes.once(
        request,
        CreatePurchaseOrderResponse.parser(),
        () -> {
          Optional<PurchaseOrder> existing = hash == null ? Optional.empty() : orders.findById(id);
          return CreatePurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(
                  existing
                      .map(order -> PurchaseOrderProtos.toProto(order.requireMadeBy(hash)))
                      .orElseGet(() -> store(made(request, id, hash, lines), "Created")))
              .build();
        });
  }

  private PurchaseOrder made(
      CreatePurchaseOrderRequest request,
      UUID id,
      @Nullable String hash,
      List<PurchaseLine> lines) {
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
    order.buy(lines);
    order.note(request.getNotes());
    if (request.hasExpectedAt()) {
      order.expect(Protos.instant("expected_at", request.getExpectedAt()));
    }
    requireSum(order, "lines");
    return order;
  }

  public GetPurchaseOrderResponse get(GetPurchaseOrderRequest request) {
    UUID id = Ids.parse(request.getPurchaseOrderId());
    return reads.run(
        () ->
            GetPurchaseOrderResponse.newBuilder()
                .setPurchaseOrder(
                    PurchaseOrderProtos.toProto(
                        orders.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  public ListPurchaseOrdersResponse list(ListPurchaseOrdersRequest request) {
    Filter<PurchaseOrder> filter =
        Filter.<PurchaseOrder>all()
            .equal("supplierId", Ids.parseOrNull(request.getSupplierId()))
            .equal("locationId", Ids.parseOrNull(request.getLocationId()))
            .equal(
                "status",
                request.getStatus() == Status.STATUS_UNSPECIFIED ? null : request.getStatus());
    return reads.run(
        () -> {
          Page<PurchaseOrder> page = Page.find(orders, request.getPagination(), filter);
          return ListPurchaseOrdersResponse.newBuilder()
              .addAllPurchaseOrders(page.map(PurchaseOrderProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdatePurchaseOrderResponse update(UpdatePurchaseOrderRequest request) {
    id.laris.pos.v1.PurchaseOrder wanted = request.getPurchaseOrder();
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    List<PurchaseLine> lines = paths.contains("lines") ? lines(wanted.getLinesList()) : List.of();
    return writes.once(
        request,
        UpdatePurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = lock(wanted.getId());
          order.requireVersion("purchase order", request.hasVersion(), request.getVersion());
          order.requireChangeable(paths.stream().anyMatch(WHAT_IS_BOUGHT::contains));
          paths.forEach(path -> take(order, path, wanted, lines));
          requireSum(order, "purchase_order.lines");
          return UpdatePurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(store(order, "Updated"))
              .build();
        });
  }

  private void take(
      PurchaseOrder order,
      String path,
      id.laris.pos.v1.PurchaseOrder wanted,
      List<PurchaseLine> lines) {
    switch (path) {
      case "supplier_id" -> order.buyFrom(suppliers.live(Ids.parse(wanted.getSupplierId())).id());
      case "lines" -> {
        if (lines.isEmpty()) {
          throw Errors.invalid("purchase_order.lines", "must not be empty");
        }
        order.buy(lines);
      }
      case "expected_at" ->
          order.expect(
              wanted.hasExpectedAt()
                  ? Protos.instant("purchase_order.expected_at", wanted.getExpectedAt())
                  : null);
      default -> order.note(wanted.getNotes());
    }
  }

  /** DRAFT to ORDERED; one that was ordered already stays as it is. */
  public OrderPurchaseOrderResponse order(OrderPurchaseOrderRequest request) {
    return writes.once(
        request,
        OrderPurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = lock(request.getPurchaseOrderId());
          if (order.isToOrder(request.hasVersion(), request.getVersion())) {
            order.order(clock.instant());
            store(order, "Ordered");
          }
          return OrderPurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(PurchaseOrderProtos.toProto(order))
              .build();
        });
  }

  /** Gives up what has not arrived; one that is cancelled already stays as it is. */
  public CancelPurchaseOrderResponse cancel(CancelPurchaseOrderRequest request) {
    return writes.once(
        request,
        CancelPurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = lock(request.getPurchaseOrderId());
          if (order.isToCancel(request.hasVersion(), request.getVersion())) {
            order.cancel(clock.instant());
            store(order, "Cancelled");
          }
          return CancelPurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(PurchaseOrderProtos.toProto(order))
              .build();
        });
  }

  private List<PurchaseLine> lines(List<Line> wanted) {
    variants.require(VariantLines.ids(wanted, Line::getVariantId));
    return wanted.stream().map(PurchaseLine::of).toList();
  }

  /** Refuses what costs more than any amount may be. */
  private static void requireSum(PurchaseOrder order, String field) {
    try {
      if (order.total() <= Protos.MAX_AMOUNT) {
        return;
      }
    } catch (ArithmeticException e) {
      // Said below.
    }
    throw Errors.invalid(
        field, "the total would exceed 10^15 minor units: split the purchase order");
  }

  /** The purchase order, locked until the transaction ends. */
  PurchaseOrder lock(String purchaseOrderId) {
    UUID id = Ids.parse(purchaseOrderId);
    return orders.lock(id).orElseThrow(() -> notFound(id));
  }

  /** Stores the purchase order and tells others, in this transaction. */
  id.laris.pos.v1.PurchaseOrder store(PurchaseOrder order, String verb) {
    PurchaseOrder stored = orders.saveAndFlush(order);
    id.laris.pos.v1.PurchaseOrder proto = PurchaseOrderProtos.toProto(stored);
    outbox.add("PurchaseOrder" + verb, "PurchaseOrder", stored.id(), stored.version(), proto);
    return proto;
  }

  private static RuntimeException notFound(UUID id) {
    return Errors.notFound("purchase order", id);
  }
}
