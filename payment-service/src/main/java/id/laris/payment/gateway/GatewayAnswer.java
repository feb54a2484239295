package id.laris.payment.gateway;

/** The answer of a gateway. */
public sealed interface GatewayAnswer {

  /** The payment, as it is now. */
  record Known(GatewayStatus status) implements GatewayAnswer {}

  /** The gateway has no such payment. */
  record Missing() implements GatewayAnswer {}

  /**
   * The gateway does not do that in the payment's present state: it was asked before (a duplicate),
   * or it is too late. Ask for the status.
   *
   * @param code the gateway's code, such as 412
   * @param message the gateway's message
   */
  record Conflict(int code, String message) implements GatewayAnswer {

    /** Returns the failure of a call that a conflict leaves without a known outcome. */
    public GatewayFailure toFailure() {
      return new GatewayFailure(GatewayFailure.Kind.LOST, "%d %s".formatted(code, message));
    }
  }
}
