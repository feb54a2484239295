package id.laris.sales.returns;

import static id.laris.common.grpc.Protos.money;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.pos.v1.CalculateReturnRequest;
import id.laris.pos.v1.CalculateReturnResponse;
import id.laris.pos.v1.CalculateReturnResponse.RefundablePayment;
import id.laris.pos.v1.CalculateReturnResponse.Returnable;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Shows what {@link CreateReturn} would make, and what is left of the order's lines and payments
 * before that.
 *
 * <p>Errors: those of CreateReturn, without SHIFT_NOT_OPEN.
 */
@Component
public class CalculateReturn {

  private final Orders orders;
  private final Returns returns;
  private final CurrentSettings settings;
  private final Reads reads;

  CalculateReturn(Orders orders, Returns returns, CurrentSettings settings, Reads reads) {
    this.orders = orders;
    this.returns = returns;
    this.settings = settings;
    this.reads = reads;
  }

  public CalculateReturnResponse run(CalculateReturnRequest request) {
    return reads.run(
        () -> {
          Order order = orders.get(Ids.parse(request.getOrderId()));
          ReturnCalculation calculation =
              new ReturnCalculation(
                  order, returns.ofOrder(order.id()), settings.get().incrementOf(order.currency()));
          CalculateReturnResponse.Builder response =
              CalculateReturnResponse.newBuilder()
                  .addAllItems(returnable(order, calculation.lines()))
                  .addAllPayments(refundable(order, calculation.plan()));
          Return calculated =
              calculation.of(
                  Ids.next(),
                  request.getLinesList(),
                  request.getRefundsList(),
                  request.getRestockingFee(),
                  "");
          return response.setSalesReturn(ReturnProtos.preview(calculated)).build();
        });
  }

  private static List<Returnable> returnable(Order order, ReturnLines lines) {
    return order.items().stream()
        .map(
            item -> {
              long returned = lines.returned(item.id());
              return Returnable.newBuilder()
                  .setItemId(item.id().toString())
                  .setSold(item.quantity())
                  .setReturned(returned)
                  .setLeft(item.quantity() - returned)
                  .build();
            })
        .toList();
  }

  private static List<RefundablePayment> refundable(Order order, RefundPlan plan) {
    return plan.payments().stream()
        .map(
            payment ->
                RefundablePayment.newBuilder()
                    .setPaymentId(payment.payment().id().toString())
                    .setPaymentType(payment.payment().type())
                    .setPaid(money(payment.payment().amount(), order.currency()))
                    .setRefunded(money(payment.refunded(), order.currency()))
                    .setLeft(money(payment.left(), order.currency()))
                    .build())
        .toList();
  }
}
