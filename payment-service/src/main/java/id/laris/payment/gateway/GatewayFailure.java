package id.laris.payment.gateway;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.time.Duration;

/** A call to the gateway that got no answer to go on with. */
public final class GatewayFailure extends RuntimeException {

  /** What kind of failure, and whether the gateway may have done what it was asked for. */
  public enum Kind {
    /** It was asked, and no answer came that can be understood: it may have done it. */
    LOST,
    /** It was not reached: nothing was done. */
    NOT_REACHED,
    /** It was not asked, for it has not answered for a while: nothing was done. */
    CIRCUIT_OPEN,
    /** Too much at once, here: it was not asked. */
    BUSY,
    /** It takes no more calls for now: nothing was done. */
    RATE_LIMITED,
    /** The server key is wrong: nothing was done. */
    UNAUTHORIZED,
    /** It refused the request as such, for good: nothing was done. */
    REFUSED
  }

  private static final long serialVersionUID = 1L;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Kind kind;

  public GatewayFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public GatewayFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the gateway may have done what it was asked for. */
  public boolean mayHaveHappened() {
    return kind == Kind.LOST;
  }

  /** Whether asking again later may help. */
  public boolean isPassing() {
    return kind != Kind.UNAUTHORIZED && kind != Kind.REFUSED;
  }

  /** What the caller is told. */
  public PosException toError() {
    return switch (kind) {
      case LOST ->
          Errors.of(
              Reason.GATEWAY_TIMEOUT,
              "The payment gateway's answer was lost: what became of it is being found out. Repeat the"
                  + " call with the same key, which does nothing twice, or look at the transaction later.");
      case NOT_REACHED ->
          Errors.retryable(
              Reason.GATEWAY_UNAVAILABLE,
              "The payment gateway cannot be reached: nothing was changed, try again or take another"
                  + " tender.",
              SOON);
      case CIRCUIT_OPEN ->
          Errors.retryable(
              Reason.CIRCUIT_OPEN,
              "The payment gateway has not answered for a while and was not asked: nothing was changed,"
                  + " try again soon or take another tender.",
              SOON);
      case BUSY ->
          Errors.retryable(
              Reason.GATEWAY_UNAVAILABLE,
              "Too many calls to the payment gateway are under way: nothing was changed, try again.",
              SOON);
      case RATE_LIMITED ->
          Errors.retryable(
              Reason.GATEWAY_RATE_LIMITED,
              "The payment gateway takes no more calls for now: nothing was changed, try again later.",
              Duration.ofSeconds(30));
      case UNAUTHORIZED ->
          Errors.of(
              Reason.GATEWAY_AUTH_FAILED,
              "The payment gateway refuses the server key: set the right one with SetGatewayConfig.");
      case REFUSED ->
          Errors.of(
                  Reason.PAYMENT_FAILED, "The payment gateway refuses: %s".formatted(getMessage()))
              .with("gateway_message", String.valueOf(getMessage()));
    };
  }
}
