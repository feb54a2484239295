package id.laris.sales.draft;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.CatalogQuotes;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The steps of changing an order whose prices are those of the catalog: read the order and {@link
 * #quote} it with the change, while no transaction is open; then {@link #lock} it in the storing
 * transaction, which fails where another call has changed it meanwhile, make the change and {@link
 * #price} it.
 */
@Component
public class Drafts {

  private final Orders orders;
  private final CurrentSettings settings;
  private final CatalogQuotes catalog;
  private final Reads reads;
  private final Writes writes;

  Drafts(
      Orders orders, CurrentSettings settings, CatalogQuotes catalog, Reads reads, Writes writes) {
    this.orders = orders;
    this.settings = settings;
    this.catalog = catalog;
    this.reads = reads;
    this.writes = writes;
  }

  /** Attempts the change of a call, and attempts it again if the order was changed meanwhile. */
  public <R extends Message> R attempt(Message request, Parser<R> parser, Supplier<R> attempt) {
    return writes.orAnsweredBefore(request, parser, () -> ConcurrentOrderChange.retry(attempt));
  }

  /**
   * Reads an order, makes a change in memory, and asks the catalog to quote the changed order. The
   * catalog is not asked if nothing changes.
   *
   * @param change refuses, or returns whether anything changed
   */
  public QuotedDraft quote(UUID orderId, Predicate<Order> change) {
    record Read(Order order, int version, SalesSetting setting, QuoteItemsRequest question) {}
    Read read =
        reads.run(
            () -> {
              Order order = orders.get(orderId);
              int version = order.version();
              // A read-only transaction stores nothing of this.
              boolean changed = change.test(order);
              return new Read(
                  order,
                  version,
                  settings.get(),
                  changed ? catalog.request(order) : QuoteItemsRequest.getDefaultInstance());
            });
    return new QuotedDraft(read.order, read.version, read.setting, catalog.ask(read.question));
  }

  /**
   * The order of a draft, locked and as it was before the change.
   *
   * @throws ConcurrentOrderChange where it has changed since it was read
   */
  public Order lock(QuotedDraft draft) {
    UUID orderId = draft.order().id();
    Order order = orders.locked(orderId);
    if (order.version() != draft.version()) {
      throw ConcurrentOrderChange.of(orderId);
    }
    return order;
  }

  /** Prices the changed order by the quote of its draft, and flushes it. */
  public void price(Order order, QuotedDraft draft) {
    OrderPricer.price(order, draft.quote(), draft.setting().incrementOf(order.currency()));
    orders.flush();
  }

  /** Does all of these steps, for a change that needs only its prices. */
  <R extends Message> R change(
      Message request,
      Parser<R> parser,
      UUID orderId,
      Predicate<Order> change,
      Consumer<QuotedDraft> check,
      Function<Order, R> response) {
    return attempt(
        request,
        parser,
        () -> {
          QuotedDraft draft = quote(orderId, change);
          check.accept(draft);
          return writes.once(
              request,
              parser,
              () -> {
                Order order = lock(draft);
                if (change.test(order)) {
                  price(order, draft);
                }
                return response.apply(order);
              });
        });
  }
}
