package id.laris.sales.draft;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateOrderResponse;
import id.laris.sales.customer.Customers;
import id.laris.sales.location.Locations;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCustomer;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.staff.Staff;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Starts a DRAFT. A repeated request with the same client-made id returns the order in its current
 * state.
 *
 * <p>Errors: VALIDATION_FAILED for an unknown currency; LOCATION_NOT_FOUND; CUSTOMER_NOT_FOUND,
 * ITEM_INACTIVE of the customer; those of {@link Staff#complete}; ALREADY_EXISTS where the id was
 * made by another request.
 */
@Component
public class CreateOrder {

  private final Orders orders;
  private final DraftsAtHand atHand;
  private final DraftEvents events;
  private final CurrentSettings settings;
  private final Locations locations;
  private final Customers customers;
  private final Staff staff;
  private final Reads reads;
  private final Writes writes;

  CreateOrder(
      Orders orders,
      DraftsAtHand atHand,
      DraftEvents events,
      CurrentSettings settings,
      Locations locations,
      Customers customers,
      Staff staff,
      Reads reads,
      Writes writes) {
    this.orders = orders;
    this.atHand = atHand;
    this.events = events;
    this.settings = settings;
    this.locations = locations;
    this.customers = customers;
    this.staff = staff;
    this.reads = reads;
    this.writes = writes;
  }

  public CreateOrderResponse run(CreateOrderRequest request) {
    UUID id = Ids.orNext(request.getId());
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    return writes.orAnsweredBefore(
        request, CreateOrderResponse.parser(), () -> attempt(request, id, hash));
  }

  private CreateOrderResponse attempt(CreateOrderRequest request, UUID id, @Nullable String hash) {
    boolean madeBefore = hash != null && wasMade(request, id);
    OrderDetails details = madeBefore ? details(request) : staff.complete(details(request));
    Locations.Found location = locations.find(details.locationId());
    OrderCustomer customer =
        madeBefore ? OrderCustomer.NONE : customers.get(Ids.parseOrNull(request.getCustomerId()));
    return writes.once(
        request,
        CreateOrderResponse.parser(),
        () -> {
          Optional<Order> existing = hash == null ? Optional.empty() : orders.find(id);
          Order order =
              existing
                  .map(found -> found.requireMadeBy(hash))
                  .orElseGet(
                      () ->
                          create(
                              request,
                              new Order(
                                  id,
                                  hash,
                                  currency(request),
                                  details,
                                  location.orRefuse(),
                                  customer)));
          return CreateOrderResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
        });
  }

  /** Customer, register and employee are not asked for again where the order was made before. */
  private boolean wasMade(CreateOrderRequest request, UUID id) {
    boolean asks =
        !request.getCustomerId().isEmpty()
            || !request.getRegisterId().isEmpty()
            || !request.getEmployeeId().isEmpty()
            || Caller.current().registerId() != null;
    return asks && reads.run(() -> orders.findVersion(id)).isPresent();
  }

  private Order create(CreateOrderRequest request, Order order) {
    orders.insert(order);
    events.created(request, order);
    atHand.keep(order);
    return order;
  }

  private String currency(CreateOrderRequest request) {
    return request.getCurrency().isEmpty()
        ? settings.get().currency()
        : Protos.currency("currency", request.getCurrency());
  }

  private static OrderDetails details(CreateOrderRequest request) {
    return new OrderDetails(
        Ids.parseOrNull(request.getLocationId()),
        Ids.parseOrNull(request.getRegisterId()),
        Ids.parseOrNull(request.getEmployeeId()),
        request.getEmployeeName(),
        request.getOrderType(),
        request.getTable(),
        request.getNotes(),
        request.getExternalReference(),
        request.getIntendedPaymentType(),
        request.getChannel(),
        request.getCovers());
  }
}
