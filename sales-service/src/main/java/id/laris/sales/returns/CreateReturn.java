package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.CreateReturnResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.Orders;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes goods of a COMPLETED order back, and gives their money back. The order is locked meanwhile,
 * so that two returns of the last piece cannot both find it left. The return belongs to the shift
 * that is open at the register now, because the cash leaves that drawer.
 *
 * <p>A repeated request with the same client-made id returns the return of the first.
 *
 * <p>Errors: NOT_FOUND; RETURN_EXCEEDS_ORIGINAL (order_id, item_id, quantity, sold, returned,
 * left); PAYMENT_NOT_REFUNDABLE (order_id, amount, refundable); VALIDATION_FAILED; SHIFT_NOT_OPEN;
 * ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; ALREADY_EXISTS where the id was made by another request.
 */
@Component
public class CreateReturn {

  private final Orders orders;
  private final RecordReturn recordReturn;
  private final Writes writes;

  CreateReturn(Orders orders, RecordReturn recordReturn, Writes writes) {
    this.orders = orders;
    this.recordReturn = recordReturn;
    this.writes = writes;
  }

  public CreateReturnResponse run(CreateReturnRequest request) {
    UUID id = Ids.orNext(request.getId());
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    return writes.once(
        request,
        CreateReturnResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          Return made =
              recordReturn.once(
                  id,
                  hash,
                  order,
                  calculation ->
                      calculation.of(
                          id,
                          request.getLinesList(),
                          request.getRefundsList(),
                          request.getRestockingFee(),
                          request.getNotes()));
          return CreateReturnResponse.newBuilder()
              .setSalesReturn(ReturnProtos.toProto(made))
              .build();
        });
  }
}
