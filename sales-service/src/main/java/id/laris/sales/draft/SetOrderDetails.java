package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.SetOrderDetailsResponse;
import id.laris.sales.customer.Customers;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCustomer;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.staff.Staff;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes the circumstances of a sale: location, register, customer, employee, type, table. Details
 * that decide prices change on a DRAFT only, which is then priced again, as it is for another
 * customer. An order keeps a copy of the location, and of the customer's name, as they are now.
 *
 * <p>A customer whom the order has already is not asked for: the order goes on while
 * customer-service is down.
 *
 * <p>Errors: NOT_FOUND; LOCATION_NOT_FOUND; CUSTOMER_NOT_FOUND, ITEM_INACTIVE of the customer;
 * NOT_FOUND of register or employee; REGISTER_NOT_AT_LOCATION; ITEM_INACTIVE of the employee;
 * ILLEGAL_STATE_TRANSITION, also while the order has rewards or payments of its customer;
 * ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class SetOrderDetails {

  private final Drafts drafts;
  private final DraftEvents events;
  private final Orders orders;
  private final Locations locations;
  private final Customers customers;
  private final Staff staff;
  private final Reads reads;
  private final Writes writes;

  SetOrderDetails(
      Drafts drafts,
      DraftEvents events,
      Orders orders,
      Locations locations,
      Customers customers,
      Staff staff,
      Reads reads,
      Writes writes) {
    this.drafts = drafts;
    this.events = events;
    this.orders = orders;
    this.locations = locations;
    this.customers = customers;
    this.staff = staff;
    this.reads = reads;
    this.writes = writes;
  }

  public SetOrderDetailsResponse run(SetOrderDetailsRequest request) {
    Set<String> fields = Set.copyOf(Protos.paths(request.getUpdateMask(), OrderDetails.FIELDS));
    return drafts.attempt(
        request,
        SetOrderDetailsResponse.parser(),
        Ids.parse(request.getOrderId()),
        () -> attempt(request, fields));
  }

  private SetOrderDetailsResponse attempt(SetOrderDetailsRequest request, Set<String> fields) {
    return OrderDetails.changesPrices(fields) || fields.contains(OrderDetails.CUSTOMER)
        ? changePrices(request, fields)
        : changeOthers(request, fields);
  }

  private SetOrderDetailsResponse changeOthers(SetOrderDetailsRequest request, Set<String> fields) {
    UUID orderId = Ids.parse(request.getOrderId());
    UUID locationId =
        namesRegister(request, fields)
            ? reads.run(() -> orders.get(orderId)).details().locationId()
            : null;
    askStaff(request, fields, locationId);
    return writes.once(
        request,
        SetOrderDetailsResponse.parser(),
        () -> {
          Order order = orders.locked(orderId);
          order.requireVersion(request.hasVersion(), request.getVersion());
          if (namesRegister(request, fields)
              && !Objects.equals(locationId, order.details().locationId())) {
            throw ConcurrentOrderChange.of(orderId);
          }
          order.changeDetails(details(request), fields, null, OrderCustomer.NONE);
          orders.update(order);
          events.changed(request, order, LinesBefore.SAME);
          return response(order);
        });
  }

  /**
   * Changes details that may change the price of a DRAFT: promotions depend on its customer too. An
   * OPEN order, whose price is fixed, can get a customer for its payments.
   */
  private SetOrderDetailsResponse changePrices(SetOrderDetailsRequest request, Set<String> fields) {
    QuotedDraft draft =
        drafts.quote(Ids.parse(request.getOrderId()), order -> change(order, request, fields));
    return writes.once(
        request,
        SetOrderDetailsResponse.parser(),
        () -> {
          drafts.store(draft, request);
          return response(draft.order());
        });
  }

  private boolean change(Order order, SetOrderDetailsRequest request, Set<String> fields) {
    order.requireVersion(request.hasVersion(), request.getVersion());
    order.requireChangeable(fields);
    askStaff(request, fields, locationAfter(order, request, fields));
    requireRegisterStays(order, request, fields);
    OrderLocation location =
        fields.contains(OrderDetails.LOCATION)
            ? locations.get(Ids.parseOrNull(request.getLocationId()))
            : null;
    OrderCustomer customer =
        namesCustomer(request, fields) ? customer(request, order.customer()) : OrderCustomer.NONE;
    return order.changeDetails(details(request), fields, location, customer);
  }

  /** The register of an order that changes its location must be at that one, too. */
  private static @Nullable UUID locationAfter(
      Order order, SetOrderDetailsRequest request, Set<String> fields) {
    return fields.contains(OrderDetails.LOCATION)
        ? Ids.parseOrNull(request.getLocationId())
        : order.details().locationId();
  }

  /** An order that leaves the location of its register gets another, or none. */
  private void requireRegisterStays(
      Order order, SetOrderDetailsRequest request, Set<String> fields) {
    if (fields.contains(OrderDetails.LOCATION) && !fields.contains(OrderDetails.REGISTER)) {
      staff.requireRegister(order.details().registerId(), locationAfter(order, request, fields));
    }
  }

  private void askStaff(
      SetOrderDetailsRequest request, Set<String> fields, @Nullable UUID locationId) {
    if (namesRegister(request, fields)) {
      staff.requireNamedRegister(Ids.parse(request.getRegisterId()), locationId);
    }
    if (fields.contains(OrderDetails.EMPLOYEE)) {
      staff.requireEmployee(OrderDetails.EMPLOYEE, Ids.parseOrNull(request.getEmployeeId()));
    }
  }

  private static boolean namesRegister(SetOrderDetailsRequest request, Set<String> fields) {
    return fields.contains(OrderDetails.REGISTER) && !request.getRegisterId().isEmpty();
  }

  private static boolean namesCustomer(SetOrderDetailsRequest request, Set<String> fields) {
    return fields.contains(OrderDetails.CUSTOMER) && !request.getCustomerId().isEmpty();
  }

  private OrderCustomer customer(SetOrderDetailsRequest request, OrderCustomer before) {
    UUID id = Ids.parse(request.getCustomerId());
    return id.equals(before.id()) ? before : customers.get(id);
  }

  private static OrderDetails details(SetOrderDetailsRequest request) {
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

  private static SetOrderDetailsResponse response(Order order) {
    return SetOrderDetailsResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
