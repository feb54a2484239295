package id.laris.sales.close;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.draft.DraftDiscounts;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import id.laris.sales.quote.CatalogQuotes;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.quote.ItemNames;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.quote.Problems;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import id.laris.sales.stock.StockHolder;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a whole sale in one call and one transaction (stock is reserved before it): it does the
 * work of CreateOrder, AddOrderItem, ApplyDiscount, FinalizeOrder, AddPayment and CompleteOrder, by
 * the same rules. Everything is stored, or nothing.
 *
 * <p>A repeated request with the same client-made id returns the order of the first.
 *
 * <p>Errors: those of the steps; ALREADY_EXISTS where the id was made by another request.
 */
@Component
public class Checkout {

  private final Orders orders;
  private final CurrentSettings settings;
  private final Locations locations;
  private final CatalogQuotes catalog;
  private final StockHolder stock;
  private final OrderHolds holds;
  private final Completion completion;
  private final OrderEvents events;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  Checkout(
      Orders orders,
      CurrentSettings settings,
      Locations locations,
      CatalogQuotes catalog,
      StockHolder stock,
      OrderHolds holds,
      Completion completion,
      OrderEvents events,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.settings = settings;
    this.locations = locations;
    this.catalog = catalog;
    this.stock = stock;
    this.holds = holds;
    this.completion = completion;
    this.events = events;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * The request, with ids for everything that the client gave none: they stay the same if the work
   * is done again.
   */
  private record Sale(
      UUID id,
      @Nullable String hash,
      OrderDetails details,
      List<ItemRequest> items,
      List<OrderDiscount> discounts,
      List<PaymentRequest> payments) {

    static Sale of(CheckoutRequest request) {
      List<ItemRequest> items = ItemRequest.from("items", request.getItemsList());
      return new Sale(
          Ids.orNext(request.getId()),
          request.getId().isEmpty() ? null : RequestHash.hexOf(request),
          new OrderDetails(
              Ids.parseOrNull(request.getLocationId()),
              Ids.parseOrNull(request.getRegisterId()),
              Ids.parseOrNull(request.getCustomerId()),
              Ids.parseOrNull(request.getEmployeeId()),
              request.getEmployeeName(),
              request.getOrderType(),
              request.getTable(),
              request.getNotes(),
              request.getExternalReference()),
          items,
          DraftDiscounts.from("discounts", request.getDiscountsList(), items),
          PaymentRequest.from(request.getPaymentsList()));
    }

    Order draft(String currency, @Nullable OrderLocation location) {
      Order order = new Order(id, hash, currency, details, location);
      items.forEach(order::addItem);
      discounts.forEach(order::addDiscount);
      return order;
    }
  }

  public CheckoutResponse run(CheckoutRequest request) {
    Sale sale = Sale.of(request);
    return writes.orAnsweredBefore(
        request,
        CheckoutResponse.parser(),
        () -> ConcurrentOrderChange.retry(() -> attempt(request, sale)));
  }

  private CheckoutResponse attempt(CheckoutRequest request, Sale sale) {
    CheckoutResponse before = sale.hash == null ? null : reads.run(() -> existing(sale));
    if (before != null) {
      return before;
    }
    SalesSetting setting = settings.get();
    String currency =
        request.getCurrency().isEmpty()
            ? setting.currency()
            : Protos.currency("currency", request.getCurrency());
    OrderLocation location = locations.get(sale.details.locationId());
    Order draft = sale.draft(currency, location);
    QuoteItemsResponse quote = catalog.ask(catalog.request(draft));
    Problems.refuse(quote.getProblemsList(), ItemNames.LISTED);
    try (Holds held =
        holds.begin(
            sale.id, stock.claims(draft, quote, ItemNames.LISTED), () -> isNew(request, sale))) {
      held.take();
      return writes.once(
          request,
          CheckoutResponse.parser(),
          () -> {
            CheckoutResponse existing = existing(sale);
            return existing != null
                ? existing
                : store(sale.draft(currency, location), sale, quote, setting, held);
          });
    }
  }

  /** Asked before anything is held: a repeated call must not hold it once more. */
  private boolean isNew(CheckoutRequest request, Sale sale) {
    if (writes.answeredBefore(request, CheckoutResponse.parser()).isPresent()) {
      throw Errors.alreadyExists("order", sale.id);
    }
    return existing(sale) == null;
  }

  private @Nullable CheckoutResponse existing(Sale sale) {
    return sale.hash == null
        ? null
        : orders.find(sale.id).map(order -> response(order.requireMadeBy(sale.hash))).orElse(null);
  }

  private CheckoutResponse store(
      Order order, Sale sale, QuoteItemsResponse quote, SalesSetting setting, Holds held) {
    OrderPricer.price(order, quote, setting.incrementOf(order.currency()));
    DiscountLimit.check(order, setting);
    order.finalizePrices(clock.instant());
    held.handOver(order);
    sale.payments.forEach(order::pay);
    completion.complete(order, setting);
    orders.insert(order);
    events.completed(order);
    return response(order);
  }

  private static CheckoutResponse response(Order order) {
    return CheckoutResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
