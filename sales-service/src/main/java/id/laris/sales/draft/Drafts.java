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
  private final DraftEvents events;
  private final Reads reads;
  private final Writes writes;

  Drafts(
      Orders orders,
      DraftsAtHand atHand,
      CurrentSettings settings,
      OrderQuotes quotes,
      DraftEvents events,
      Reads reads,
      Writes writes) {
    this.orders = orders;
    this.atHand = atHand;
    this.settings = settings;
    this.quotes = quotes;
    this.events = events;
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
    Optional<Changed> changedAtHand =
        atHand.take(orderId).map(order -> Changed.by(change, order)).filter(Changed::isChanged);
    if (changedAtHand.isPresent()) {
      return quote(changedAtHand.get(), settings.get());
    }
    record Read(Order order, SalesSetting setting) {}
    Read read = reads.run(() -> new Read(orders.get(orderId), settings.get()));
    return quote(Changed.by(change, read.order), read.setting);
  }

  /**
   * An order after a change in memory.
   *
   * @param isChanged false where there was nothing to change
   * @param linesBefore the lines that it removed or whose quantity it changed
   */
  private record Changed(Order order, boolean isChanged, boolean wasOpen, LinesBefore linesBefore) {

    static Changed by(Predicate<Order> change, Order order) {
      boolean wasOpen = order.status() == Status.OPEN;
      LinesBefore.Noted before = new LinesBefore.Noted(order);
      boolean changed = change.test(order);
      return new Changed(order, changed, wasOpen, before.than(order));
    }

    boolean changesPrice() {
      return isChanged && !wasOpen;
    }
  }

  private QuotedDraft quote(Changed changed, SalesSetting setting) {
    Order order = changed.order();
    OrderQuote quote = changed.changesPrice() ? quotes.ask(order, setting) : quotes.nothing();
    if (changed.changesPrice()) {
      OrderPricer.price(order, quote, setting);
    }
    return new QuotedDraft(
        order, order.version(), changed.isChanged(), changed.linesBefore(), setting, quote);
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

  /** Stores the changed order, with the event of the request that changed it. */
  void store(QuotedDraft draft, Message request) {
    store(draft);
    events.changed(request, draft.order(), draft.linesBefore());
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
                  store(draft, request);
                }
                return response.apply(draft.order());
              });
        });
  }
}
