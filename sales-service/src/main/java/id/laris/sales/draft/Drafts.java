package id.laris.sales.draft;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.CatalogQuotes;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The steps of changing an order whose prices are those of the catalog: read the order, change it
 * in memory and {@link #quote} it, while no transaction is open; then {@link #price} and {@link
 * #store} it, which fails where another call has changed it meanwhile. Nothing is read twice.
 */
@Component
public class Drafts {

  private final Orders orders;
  private final DraftsAtHand atHand;
  private final CurrentSettings settings;
  private final CatalogQuotes catalog;
  private final Reads reads;
  private final Writes writes;

  Drafts(
      Orders orders,
      DraftsAtHand atHand,
      CurrentSettings settings,
      CatalogQuotes catalog,
      Reads reads,
      Writes writes) {
    this.orders = orders;
    this.atHand = atHand;
    this.settings = settings;
    this.catalog = catalog;
    this.reads = reads;
    this.writes = writes;
  }

  /** Attempts the change of a call, and attempts it again if the order was changed meanwhile. */
  public <R extends Message> R attempt(
      Message request, Parser<R> parser, UUID orderId, Supplier<R> attempt) {
    return writes.orAnsweredBefore(
        request, parser, () -> ConcurrentOrderChange.retry(() -> unlessOld(orderId, attempt)));
  }

  /** A refusal that an old draft at hand may have caused is decided by the stored one. */
  private <R> R unlessOld(UUID orderId, Supplier<R> attempt) {
    Optional<Integer> versionAtHand = atHand.findVersion(orderId);
    try {
      return attempt.get();
    } catch (PosException e) {
      if (versionAtHand.isEmpty()
          || versionAtHand.equals(reads.run(() -> orders.findVersion(orderId)))) {
        throw e;
      }
      throw ConcurrentOrderChange.of(orderId);
    }
  }

  /**
   * Reads an order, unless it is at hand, makes a change in memory, and asks the catalog to quote
   * the changed order. The catalog is not asked if nothing changes.
   *
   * @param change refuses, or returns whether anything changed
   */
  public QuotedDraft quote(UUID orderId, Predicate<Order> change) {
    Optional<Order> changedAtHand = atHand.take(orderId).filter(change);
    if (changedAtHand.isPresent()) {
      return quote(changedAtHand.get(), true, settings.get());
    }
    record Read(Order order, SalesSetting setting) {}
    Read read = reads.run(() -> new Read(orders.get(orderId), settings.get()));
    return quote(read.order, change.test(read.order), read.setting);
  }

  private QuotedDraft quote(Order order, boolean changed, SalesSetting setting) {
    QuoteItemsRequest question =
        changed ? catalog.request(order) : QuoteItemsRequest.getDefaultInstance();
    return new QuotedDraft(order, order.version(), changed, setting, catalog.ask(question));
  }

  /** Returns whether the order has not changed since it was read. */
  public boolean isAsRead(QuotedDraft draft) {
    return orders
        .findVersion(draft.order().id())
        .filter(version -> version == draft.version())
        .isPresent();
  }

  /** Prices the changed order by its quote. */
  public void price(QuotedDraft draft) {
    Order order = draft.order();
    OrderPricer.price(order, draft.quote(), draft.setting().incrementOf(order.currency()));
  }

  /**
   * Stores the changed order.
   *
   * @throws ConcurrentOrderChange where it has changed since it was read
   */
  public void store(QuotedDraft draft) {
    // In a transaction that is done again the order has the next version already, and another call
    // may have stored that one meanwhile.
    if (draft.order().version() != draft.version()) {
      throw ConcurrentOrderChange.of(draft.order().id());
    }
    orders.updateDraft(draft.order());
    atHand.keep(draft.order());
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
        orderId,
        () -> {
          QuotedDraft draft = quote(orderId, change);
          check.accept(draft);
          return writes.once(
              request,
              parser,
              () -> {
                if (draft.isChanged()) {
                  price(draft);
                  store(draft);
                }
                return response.apply(draft.order());
              });
        });
  }
}
