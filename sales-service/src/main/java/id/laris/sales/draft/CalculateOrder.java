package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CalculateOrderResponse;
import id.laris.pos.v1.Order.Channel;
import id.laris.pos.v1.Order.Status;
import id.laris.sales.customer.Customers;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCustomer;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.pricing.PricedOrder;
import id.laris.sales.quote.OrderPricer;
import id.laris.sales.quote.OrderQuote;
import id.laris.sales.quote.OrderQuotes;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Computes the price that an order would have if it were finalized now, by the same code that
 * finalizes it; nothing is stored. An order that is no DRAFT any more is shown unchanged.
 *
 * <p>Errors: NOT_FOUND; LOCATION_NOT_FOUND, CUSTOMER_NOT_FOUND of a draft that comes with the call;
 * VALIDATION_FAILED for an unknown currency.
 */
@Component
public class CalculateOrder {

  private final Orders orders;
  private final CurrentSettings settings;
  private final Locations locations;
  private final Customers customers;
  private final OrderQuotes quotes;
  private final Reads reads;

  CalculateOrder(
      Orders orders,
      CurrentSettings settings,
      Locations locations,
      Customers customers,
      OrderQuotes quotes,
      Reads reads) {
    this.orders = orders;
    this.settings = settings;
    this.locations = locations;
    this.customers = customers;
    this.quotes = quotes;
    this.reads = reads;
  }

  private record Subject(Order order, SalesSetting setting) {}

  public CalculateOrderResponse run(CalculateOrderRequest request) {
    OrderLocation location = locations.get(Ids.parseOrNull(request.getDraft().getLocationId()));
    OrderCustomer customer = customers.get(Ids.parseOrNull(request.getDraft().getCustomerId()));
    Subject subject =
        reads.run(
            () -> {
              SalesSetting setting = settings.get();
              return new Subject(order(request, setting, location, customer), setting);
            });
    Order order = subject.order;
    if (order.status() != Status.DRAFT) {
      return CalculateOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
    }
    OrderQuote quote = quotes.ask(order, subject.setting);
    PricedOrder priced = OrderPricer.price(order, quote, subject.setting);
    return CalculateOrderResponse.newBuilder()
        .setOrder(OrderProtos.toProto(order))
        .addAllProblems(quote.problems())
        .addAllExplanation(priced.explain())
        .build();
  }

  private Order order(
      CalculateOrderRequest request,
      SalesSetting setting,
      @Nullable OrderLocation location,
      OrderCustomer customer) {
    if (request.hasDraft()) {
      return order(request.getDraft(), setting, location, customer);
    }
    return orders.get(Ids.parse(request.getOrderId()));
  }

  private static Order order(
      CalculateOrderRequest.Draft draft,
      SalesSetting setting,
      @Nullable OrderLocation location,
      OrderCustomer customer) {
    Order order =
        new Order(
            Ids.next(),
            null,
            draft.getCurrency().isEmpty()
                ? setting.currency()
                : Protos.currency("draft.currency", draft.getCurrency()),
            new OrderDetails(
                Ids.parseOrNull(draft.getLocationId()),
                null,
                null,
                "",
                draft.getOrderType(),
                "",
                "",
                "",
                draft.getIntendedPaymentType(),
                Channel.CHANNEL_UNSPECIFIED,
                0),
            location,
            customer);
    List<ItemRequest> items = ItemRequest.from("draft.items", draft.getItemsList());
    items.forEach(order::addItem);
    DraftDiscounts.from("draft.discounts", draft.getDiscountsList(), items)
        .forEach(order::addDiscount);
    draft.getCouponCodesList().forEach(order::addCoupon);
    return order;
  }
}
