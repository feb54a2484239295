package id.laris.sales.draft;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.order.LookAgain;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.CatalogQuotes;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Changes an order whose prices are those of the catalog, in three steps: look at the order, ask
 * the catalog, and store in one transaction if nobody has changed the order meanwhile; else look
 * again. The catalog is asked while no transaction is open.
 */
@Component
public class DraftChange {

  private final Orders orders;
  private final CurrentSettings settings;
  private final CatalogQuotes catalog;
  private final Reads reads;
  private final Writes writes;

  DraftChange(
      Orders orders, CurrentSettings settings, CatalogQuotes catalog, Reads reads, Writes writes) {
    this.orders = orders;
    this.settings = settings;
    this.catalog = catalog;
    this.reads = reads;
    this.writes = writes;
  }

  /**
   * What a change does. Each step may run more than once.
   *
   * @param <R> the answer
   */
  public interface Change<R extends Message> {

    /**
     * Changes the order in memory, or refuses. Returns false where there is nothing to change any
     * more.
     */
    boolean apply(Order order);

    /** Looks at what the catalog says; refuses what cannot be. */
    default void check(Order order, QuoteItemsResponse quote) {}

    /**
     * Looks at the order with its new amounts; refuses what cannot be, and tells others of what
     * can.
     */
    default void priced(Order order, SalesSetting setting) {}

    /**
     * Stores the change. One that needs something of others for it gets that first, outside any
     * transaction, and gives it back where storing fails.
     *
     * @param seen the order as it was looked at
     */
    default R storing(Order seen, QuoteItemsResponse quote, Supplier<R> store) {
      return store.get();
    }

    R respond(Order order);
  }

  /** A change that needs no check of its own. */
  public <R extends Message> R run(
      Message request,
      Parser<R> parser,
      UUID orderId,
      Predicate<Order> change,
      Function<Order, R> response) {
    return run(
        request,
        parser,
        orderId,
        new Change<>() {
          @Override
          public boolean apply(Order order) {
            return change.test(order);
          }

          @Override
          public R respond(Order order) {
            return response.apply(order);
          }
        });
  }

  public <R extends Message> R run(
      Message request, Parser<R> parser, UUID orderId, Change<R> change) {
    return writes.orAnsweredBefore(
        request,
        parser,
        () -> LookAgain.whileNeeded(() -> attempt(request, parser, orderId, change)));
  }

  private <R extends Message> R attempt(
      Message request, Parser<R> parser, UUID orderId, Change<R> change) {
    Look seen = reads.run(() -> look(orderId, change));
    QuoteItemsResponse quote = catalog.ask(seen.request);
    change.check(seen.order, quote);
    return change.storing(
        seen.order,
        quote,
        () -> writes.once(request, parser, () -> store(orderId, seen, quote, change)));
  }

  /**
   * The change is made on what is read, to know what to ask; a read-only transaction forgets it.
   */
  private Look look(UUID orderId, Change<?> change) {
    Order order = orders.get(orderId);
    int version = order.version();
    boolean changes = change.apply(order);
    return new Look(
        order,
        version,
        changes ? catalog.request(order) : QuoteItemsRequest.getDefaultInstance(),
        settings.get());
  }

  private <R extends Message> R store(
      UUID orderId, Look seen, QuoteItemsResponse quote, Change<R> change) {
    Order order = orders.locked(orderId);
    if (order.version() != seen.version) {
      throw new LookAgain(Errors.versionConflict("order", orderId, seen.version, order.version()));
    }
    if (change.apply(order)) {
      OrderPricer.price(order, quote, seen.setting.incrementOf(order.currency()));
      orders.flush();
      change.priced(order, seen.setting);
    }
    return change.respond(order);
  }

  /** What was seen, and what to ask. */
  private record Look(Order order, int version, QuoteItemsRequest request, SalesSetting setting) {}
}
