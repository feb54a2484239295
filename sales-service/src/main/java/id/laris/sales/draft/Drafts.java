package id.laris.sales.draft;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.quote.OrderQuote;
import id.laris.sales.quote.OrderQuotes;
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
 * in memory and {@link #quote} it, which prices it, while no transaction is open; then {@link
 * #store} it, which fails where another call has changed it meanwhile. Nothing is read twice.
 */
@Component
public class Drafts {

  private final Orders orders;
  private final DraftsAtHand atHand;
  private final CurrentSettings settings;
  private final OrderQuotes quotes;
  private final Reads reads;
  private final Writes writes;

  Drafts(
      Orders orders,
      DraftsAtHand atHand,
      CurrentSettings settings,
      OrderQuotes quotes,
      Reads reads,
      Writes writes) {
    this.orders = orders;
    this.atHand = atHand;
    this.settings = settings;
    this.quotes = quotes;
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
   * Reads an order, unless it is at hand, makes a change in memory, asks for a quote of the changed
   * order, and prices it. Nothing is asked if nothing changes; the price of an order that was OPEN
   * before is fixed, and stays.
   *
   * @param change refuses, or returns whether anything changed
   */
  public QuotedDraft quote(UUID orderId, Predicate<Order> change) {
    Optional<Order> changedAtHand = atHand.take(orderId).filter(change);
    if (changedAtHand.isPresent()) {
      return quoted(changedAtHand.get(), settings.get());
    }
    record Read(Order order, SalesSetting setting) {}
    Read read = reads.run(() -> new Read(orders.get(orderId), settings.get()));
    boolean isOpen = read.order.status() == Status.OPEN;
    boolean changed = change.test(read.order);
    return isOpen || !changed
        ? new QuotedDraft(read.order, read.order.version(), changed, read.setting, quotes.nothing())
        : quoted(read.order, read.setting);
  }

  private QuotedDraft quoted(Order order, SalesSetting setting) {
    OrderQuote quote = quotes.ask(order, setting);
    OrderPricer.price(order, quote, setting);
    return new QuotedDraft(order, order.version(), true, setting, quote);
  }

  /** Returns whether the order has not changed since it was read. */
  public boolean isAsRead(QuotedDraft draft) {
    return orders
        .findVersion(draft.order().id())
        .filter(version -> version == draft.version())
        .isPresent();
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
                  store(draft);
                }
                return response.apply(draft.order());
              });
        });
  }
}
