package id.laris.sales.close;

import com.google.protobuf.Message;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.Payment;
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
import id.laris.sales.promotion.PromotionHolder;
import id.laris.sales.quote.DiscountLimit;
import id.laris.sales.quote.ItemNames;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.quote.OrderQuote;
import id.laris.sales.quote.OrderQuotes;
import id.laris.sales.quote.Problems;
import id.laris.sales.quote.RewardDiscounts;
import id.laris.sales.reward.RewardHolder;
import id.laris.sales.reward.Rewards;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import id.laris.sales.shift.OpenShifts;
import id.laris.sales.staff.Staff;
import id.laris.sales.stock.StockHolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private final OrderQuotes quotes;
  private final Customers customers;
  private final Staff staff;
  private final Rewards rewards;
  private final StockHolder stock;
  private final RewardHolder points;
  private final PromotionHolder promotions;
  private final BalanceHolder balances;
  private final OrderHolds holds;
  private final OpenShifts shifts;
  private final Completion completion;
  private final OrderEvents events;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  Checkout(
      Orders orders,
      CurrentSettings settings,
      Locations locations,
      OrderQuotes quotes,
      Customers customers,
      Staff staff,
      Rewards rewards,
      StockHolder stock,
      RewardHolder points,
      PromotionHolder promotions,
      BalanceHolder balances,
      OrderHolds holds,
      OpenShifts shifts,
      Completion completion,
      OrderEvents events,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.settings = settings;
    this.locations = locations;
    this.quotes = quotes;
    this.customers = customers;
    this.staff = staff;
    this.rewards = rewards;
    this.stock = stock;
    this.points = points;
    this.promotions = promotions;
    this.balances = balances;
    this.holds = holds;
    this.shifts = shifts;
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
      List<String> couponCodes,
      List<PaymentRequest> payments) {

    static Sale of(SaleCall<?> call) {
      CheckoutRequest request = call.sale();
      List<ItemRequest> items = ItemRequest.from("items", request.getItemsList());
      List<PaymentRequest> payments = PaymentRequest.from(request.getPaymentsList());
      return new Sale(
          Ids.orNext(request.getId()),
          request.getId().isEmpty() ? null : RequestHash.hexOf(call.request()),
          new OrderDetails(
              Ids.parseOrNull(request.getLocationId()),
              Ids.parseOrNull(request.getRegisterId()),
              Ids.parseOrNull(request.getEmployeeId()),
              request.getEmployeeName(),
              request.getOrderType(),
              request.getTable(),
              request.getNotes(),
              request.getExternalReference(),
              paymentType(payments),
              request.getChannel(),
              request.getCovers()),
          Ids.parseOrNull(request.getCustomerId()),
          items,
          DraftDiscounts.from("discounts", request.getDiscountsList(), items),
          Ids.parseAll(request.getRewardIdsList()),
          request.getCouponCodesList(),
          payments);
    }

    /** The type of all payments; it is not known where there are several types, or none. */
    private static Payment.Type paymentType(List<PaymentRequest> payments) {
      List<Payment.Type> types = payments.stream().map(PaymentRequest::type).distinct().toList();
      return types.size() == 1 ? types.getFirst() : Payment.Type.TYPE_UNSPECIFIED;
    }

    Order draft(Circumstances circumstances) {
      Order order =
          new Order(
              id,
              hash,
              circumstances.currency,
              circumstances.details,
              circumstances.location,
              circumstances.customer);
      items.forEach(order::addItem);
      discounts.forEach(order::addDiscount);
      circumstances.rewards.forEach(order::addDiscount);
      couponCodes.forEach(order::addCoupon);
      return order;
    }
  }

  /** The facts about a sale that other services know, as they are now. */
  private record Circumstances(
      String currency,
      OrderDetails details,
      @Nullable OrderLocation location,
      OrderCustomer customer,
      List<OrderDiscount> rewards) {}

  public CheckoutResponse run(CheckoutRequest request) {
    return run(
        new SaleCall<>(
            request, request, CheckoutResponse.parser(), _ -> List.of(), Checkout::response));
  }

  /** Makes the sale of a call that does more. */
  public <R extends Message> R run(SaleCall<R> call) {
    Sale sale = Sale.of(call);
    if (sale.customerId == null && !sale.rewardIds.isEmpty()) {
      throw Errors.invalid("customer_id", "is required for reward_ids: only customers have points");
    }
    return writes.orAnsweredBefore(
        call.request(),
        call.parser(),
        () -> ConcurrentOrderChange.retry(() -> attempt(call, sale)));
  }

  private <R extends Message> R attempt(SaleCall<R> call, Sale sale) {
    R before = sale.hash == null ? null : reads.run(() -> existing(call, sale));
    if (before != null) {
      return before;
    }
    SalesSetting setting = settings.get();
    OrderDetails details = staff.complete(sale.details);
    staff.requireEmployees("items", sale.items);
    String currency =
        call.sale().getCurrency().isEmpty()
            ? setting.currency()
            : Protos.currency("currency", call.sale().getCurrency());
    Circumstances circumstances =
        new Circumstances(
            currency,
            details,
            locations.get(details.locationId()),
            customers.get(sale.customerId),
            rewards(sale, currency));
    Order draft = sale.draft(circumstances);
    OrderQuote quote = quotes.ask(draft, setting);
    Problems.refuse(quote.problems(), ItemNames.LISTED);
    price(draft, quote, setting);
    Priced priced = new Priced(draft, () -> price(sale.draft(circumstances), quote, setting));
    try (Holds held =
        holds.begin(sale.id, claims(draft, quote, sale, setting), () -> isNew(call, sale))) {
      held.take();
      return writes.once(
          call.request(),
          call.parser(),
          () -> {
            R existing = existing(call, sale);
            return existing != null
                ? existing
                : call.response().apply(store(priced.next(), call, sale, setting, held));
          });
    }
  }

  /**
   * A priced order for each run of the transaction, because a run that is done again changed it.
   */
  private static final class Priced {

    private final Supplier<Order> again;
    private @Nullable Order first;

    Priced(Order first, Supplier<Order> again) {
      this.first = first;
      this.again = again;
    }

    Order next() {
      Order order = first == null ? again.get() : first;
      first = null;
      return order;
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

  private List<Claim<?>> claims(Order draft, OrderQuote quote, Sale sale, SalesSetting setting) {
    List<Claim<?>> claims = new ArrayList<>(points.claims(draft));
    claims.addAll(promotions.claims(draft, setting, quote.at()));
    claims.addAll(balances.claims(draft, sale.payments));
    claims.addAll(stock.claims(draft, quote.items(), ItemNames.LISTED));
    return claims;
  }

  /** Asked before anything is held: a repeated call must not hold it once more. */
  private boolean isNew(SaleCall<?> call, Sale sale) {
    if (writes.answeredBefore(call.request(), call.parser()).isPresent()) {
      throw Errors.alreadyExists("order", sale.id);
    }
    return existing(call, sale) == null;
  }

  private <R extends Message> @Nullable R existing(SaleCall<R> call, Sale sale) {
    return sale.hash == null
        ? null
        : orders
            .find(sale.id)
            .map(order -> call.response().apply(order.requireMadeBy(sale.hash)))
            .orElse(null);
  }

  private Order store(Order order, SaleCall<?> call, Sale sale, SalesSetting setting, Holds held) {
    order.finalizePrices(clock.instant());
    UUID shiftId = shifts.require(order);
    Stream.concat(call.paidBefore().apply(order).stream(), sale.payments.stream())
        .forEach(payment -> order.pay(payment).takeInto(shiftId));
    held.handOver(order);
    completion.complete(order, setting, shiftId);
    orders.insert(order);
    events.completed(order);
    return order;
  }

  private static Order price(Order order, OrderQuote quote, SalesSetting setting) {
    OrderPricer.price(order, quote, setting);
    DiscountLimit.check(order, setting);
    List<OrderDiscount> applied = order.rewards();
    for (int i = 0; i < applied.size(); i++) {
      RewardDiscounts.requireUseful(applied.get(i), rewardField(i));
    }
    return order;
  }

  private static CheckoutResponse response(Order order) {
    return CheckoutResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
