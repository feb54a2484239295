package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.RetryRefundRequest;
import id.laris.pos.v1.RetryRefundResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tries a FAILED refund once more, under a new id because the one that failed is known as such. By
 * hand, the shop has given the money of a gateway payment back itself, and it is only recorded.
 *
 * <p>Repeating it while the new refund is under way is refused: there is no refund of the id then.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where the refund has not failed; VALIDATION_FAILED
 * for a refund by hand that the gateway does not make.
 */
@Component
public class RetryRefund {

  private final Returns returns;
  private final ReturnEvents events;
  private final Writes writes;

  RetryRefund(Returns returns, ReturnEvents events, Writes writes) {
    this.returns = returns;
    this.events = events;
    this.writes = writes;
  }

  public RetryRefundResponse run(RetryRefundRequest request) {
    UUID refundId = Ids.parse(request.getRefundId());
    return writes.once(
        request,
        RetryRefundResponse.parser(),
        () -> {
          Return made = returns.locked(Ids.parse(request.getReturnId()));
          made.retry(refundId, request.getByHand());
          returns.update(made);
          events.refundRetried(made);
          return RetryRefundResponse.newBuilder()
              .setSalesReturn(ReturnProtos.toProto(made))
              .build();
        });
  }
}
