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
import id.laris.sales.balance.BalanceHolder;
import id.laris.sales.customer.Customers;
import id.laris.sales.draft.DraftDiscounts;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCustomer;
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
import id.laris.sales.quote.RewardDiscounts;
import id.laris.sales.reward.RewardHolder;
import id.laris.sales.reward.Rewards;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import id.laris.sales.stock.StockHolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a whole sale in one call and one transaction (stock, points and balances are held before
 * it): it does the work of CreateOrder, AddOrderItem, ApplyDiscount, ApplyReward, FinalizeOrder,
 * AddPayment and CompleteOrder, by the same rules. Everything is stored, or nothing.
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
  private final Customers customers;
  private final Rewards rewards;
  private final StockHolder stock;
  private final RewardHolder points;
  private final BalanceHolder balances;
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
      Customers customers,
      Rewards rewards,
      StockHolder stock,
      RewardHolder points,
      BalanceHolder balances,
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
    this.customers = customers;
    this.rewards = rewards;
    this.stock = stock;
    this.points = points;
    this.balances = balances;
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
      @Nullable UUID customerId,
      List<ItemRequest> items,
      List<OrderDiscount> discounts,
      List<UUID> rewardIds,
      List<PaymentRequest> payments) {

    static Sale of(CheckoutRequest request) {
      List<ItemRequest> items = ItemRequest.from("items", request.getItemsList());
      return new Sale(
          Ids.orNext(request.getId()),
          request.getId().isEmpty() ? null : RequestHash.hexOf(request),
          new OrderDetails(
              Ids.parseOrNull(request.getLocationId()),
              Ids.parseOrNull(request.getRegisterId()),
              Ids.parseOrNull(request.getEmployeeId()),
              request.getEmployeeName(),
              request.getOrderType(),
              request.getTable(),
              request.getNotes(),
              request.getExternalReference()),
          Ids.parseOrNull(request.getCustomerId()),
          items,
          DraftDiscounts.from("discounts", request.getDiscountsList(), items),
          Ids.parseAll(request.getRewardIdsList()),
          PaymentRequest.from(request.getPaymentsList()));
    }

    Order draft(Circumstances circumstances) {
      Order order =
          new Order(
              id,
              hash,
              circumstances.currency,
              details,
              circumstances.location,
              circumstances.customer);
      items.forEach(order::addItem);
      discounts.forEach(order::addDiscount);
      circumstances.rewards.forEach(order::addDiscount);
      return order;
    }
  }

  /** The facts about a sale that other services know, as they are now. */
  private record Circumstances(
      String currency,
      @Nullable OrderLocation location,
      OrderCustomer customer,
      List<OrderDiscount> rewards) {}

  public CheckoutResponse run(CheckoutRequest request) {
    Sale sale = Sale.of(request);
    if (sale.customerId == null && !sale.rewardIds.isEmpty()) {
      throw Errors.invalid("customer_id", "is required for reward_ids: only customers have points");
    }
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
    Circumstances circumstances =
        new Circumstances(
            currency,
            locations.get(sale.details.locationId()),
            customers.get(sale.customerId),
            rewards(sale, currency));
    Order draft = sale.draft(circumstances);
    QuoteItemsResponse quote = catalog.ask(catalog.request(draft));
    Problems.refuse(quote.getProblemsList(), ItemNames.LISTED);
    try (Holds held =
        holds.begin(sale.id, claims(draft, quote, sale), () -> isNew(request, sale))) {
      held.take();
      return writes.once(
          request,
          CheckoutResponse.parser(),
          () -> {
            CheckoutResponse existing = existing(sale);
            return existing != null
                ? existing
                : store(sale.draft(circumstances), sale, quote, setting, held);
          });
    }
  }

  private List<OrderDiscount> rewards(Sale sale, String currency) {
    return IntStream.range(0, sale.rewardIds.size())
        .mapToObj(
            i -> rewards.discount(Ids.next(), sale.rewardIds.get(i), currency, rewardField(i)))
        .toList();
  }

  private static String rewardField(int index) {
    return "reward_ids[%d]".formatted(index);
  }

  private List<Claim<?>> claims(Order draft, QuoteItemsResponse quote, Sale sale) {
    List<Claim<?>> claims = new ArrayList<>(points.claims(draft));
    claims.addAll(balances.claims(draft, sale.payments));
    claims.addAll(stock.claims(draft, quote, ItemNames.LISTED));
    return claims;
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
    List<OrderDiscount> applied = order.rewards();
    for (int i = 0; i < applied.size(); i++) {
      RewardDiscounts.requireUseful(applied.get(i), rewardField(i));
    }
    order.finalizePrices(clock.instant());
    sale.payments.forEach(order::pay);
    held.handOver(order);
    completion.complete(order, setting);
    orders.insert(order);
    events.completed(order);
    return response(order);
  }

  private static CheckoutResponse response(Order order) {
    return CheckoutResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
