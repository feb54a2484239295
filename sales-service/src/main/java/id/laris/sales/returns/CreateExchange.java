package id.laris.sales.returns;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.RequestHash;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateExchangeRequest;
import id.laris.pos.v1.CreateExchangeResponse;
import id.laris.sales.close.Checkout;
import id.laris.sales.close.SaleCall;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.order.PaymentRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes goods of a COMPLETED order back and sells others for them, in one transaction: it does the
 * work of CreateReturn and of Checkout, by the same rules. The goods that came back are the first
 * payment of the new order.
 *
 * <p>A repeated request with the same client-made ids returns the answer of the first.
 *
 * <p>Errors: those of CreateReturn and Checkout; PERMISSION_DENIED without {@code sales.write};
 * VALIDATION_FAILED of one client-made id without the other.
 */
@Component
public class CreateExchange {

  private static final String SELLING = "sales.write";

  private final Checkout checkout;
  private final Orders orders;
  private final Returns returns;
  private final RecordReturn recordReturn;
  private final Reads reads;

  CreateExchange(
      Checkout checkout, Orders orders, Returns returns, RecordReturn recordReturn, Reads reads) {
    this.checkout = checkout;
    this.orders = orders;
    this.returns = returns;
    this.recordReturn = recordReturn;
    this.reads = reads;
  }

  public CreateExchangeResponse run(CreateExchangeRequest request) {
    if (!Caller.current().may(SELLING)) {
      throw Errors.permissionDenied(SELLING);
    }
    // With one of them only, a repeated request would find the one thing and make the other anew.
    if (request.getId().isEmpty() != request.getNewOrderId().isEmpty()) {
      throw Errors.invalid("new_order_id", "and id belong together: give both, or none of them");
    }
    Order returned = reads.run(() -> orders.get(Ids.parse(request.getOrderId())));
    UUID returnId = Ids.orNext(request.getId());
    return checkout.run(
        new SaleCall<>(
            request,
            sale(request, returned),
            CreateExchangeResponse.parser(),
            sold -> takeBack(request, returnId, sold),
            sold -> response(request, sold)));
  }

  /** The new sale: in the same currency, and to the same customer unless it names another. */
  private static CheckoutRequest sale(CreateExchangeRequest request, Order returned) {
    CheckoutRequest.Builder sale =
        CheckoutRequest.newBuilder()
            .setId(request.getNewOrderId())
            .setLocationId(request.getLocationId())
            .setRegisterId(request.getRegisterId())
            .setEmployeeId(request.getEmployeeId())
            .setCustomerId(
                request.getCustomerId().isEmpty()
                    ? Ids.text(returned.customer().id())
                    : request.getCustomerId())
            .setOrderType(returned.details().orderType())
            .setCurrency(returned.currency())
            .addAllItems(request.getItemsList())
            .addAllDiscounts(request.getDiscountsList())
            .addAllPayments(request.getPaymentsList())
            .addAllRewardIds(request.getRewardIdsList())
            .addAllCouponCodes(request.getCouponCodesList());
    boolean atRegister =
        Caller.current().registerId() != null || !request.getRegisterId().isEmpty();
    if (request.getLocationId().isEmpty() && !atRegister) {
      sale.setLocationId(Ids.text(returned.details().locationId()));
    }
    return sale.build();
  }

  /** Makes the return, and returns the payment that its goods are; none where they pay nothing. */
  private List<PaymentRequest> takeBack(CreateExchangeRequest request, UUID returnId, Order sold) {
    Order order = orders.locked(Ids.parse(request.getOrderId()));
    Return made =
        recordReturn.once(
            returnId,
            request.getId().isEmpty() ? null : RequestHash.hexOf(request),
            order,
            calculation ->
                calculation.exchange(
                    returnId,
                    request.getLinesList(),
                    request.getRefundsList(),
                    request.getRestockingFee(),
                    request.getNotes(),
                    sold));
    return made.credit() == 0
        ? List.of()
        : List.of(PaymentRequest.exchange(made.credit(), Objects.requireNonNull(made.number())));
  }

  private CreateExchangeResponse response(CreateExchangeRequest request, Order sold) {
    Return made =
        returns.ofOrder(Ids.parse(request.getOrderId())).stream()
            .filter(one -> sold.id().equals(one.exchangeOrderId()))
            .findFirst()
            .orElseThrow();
    return CreateExchangeResponse.newBuilder()
        .setSalesReturn(ReturnProtos.toProto(made))
        .setOrder(OrderProtos.toProto(sold))
        .build();
  }
}
