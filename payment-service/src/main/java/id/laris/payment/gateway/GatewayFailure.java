package id.laris.payment.gateway;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.time.Duration;

/** A call to the gateway without a usable answer. */
public final class GatewayFailure extends RuntimeException {

  /** The kind of a failure, which tells whether the gateway may have executed the call. */
  public enum Kind {
    /** The call was sent, and no answer came that can be understood: it may have been executed. */
    LOST,
    /** The gateway was not reached: nothing was done. */
    NOT_REACHED,
    /** The call was not sent, as the gateway has not answered for a while: nothing was done. */
    CIRCUIT_OPEN,
    /** The call was not sent, as too many are in progress here: nothing was done. */
    BUSY,
    /** The gateway accepts no more calls for now: nothing was done. */
    RATE_LIMITED,
    /** The server key is wrong: nothing was done. */
    UNAUTHORIZED,
    /** The gateway refused the request finally: nothing was done. */
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

  /** Creates the failure of work whose outcome is not known, and cannot be found out now. */
  public static GatewayFailure lost() {
    return new GatewayFailure(Kind.LOST, "the outcome could not be found out");
  }

  public Kind kind() {
    return kind;
  }

  /** Returns whether the gateway may have executed the call. */
  public boolean mayHaveHappened() {
    return kind == Kind.LOST;
  }

  /** Returns whether the same call may succeed later. */
  public boolean isPassing() {
    return kind != Kind.UNAUTHORIZED && kind != Kind.REFUSED;
  }

  /** Returns the error for the caller. */
  public PosException toError() {
    return switch (kind) {
      case LOST ->
          Errors.of(
              Reason.GATEWAY_TIMEOUT,
              "The payment gateway's answer was lost, and the outcome is being determined. Repeat the call"
                  + " with the same key, which executes nothing twice, or read the transaction later.");
      case NOT_REACHED ->
          Errors.retryable(
              Reason.GATEWAY_UNAVAILABLE,
              "The payment gateway cannot be reached. Nothing was changed: try again, or use another"
                  + " tender if this is a new payment.",
              SOON);
      case CIRCUIT_OPEN ->
          Errors.retryable(
              Reason.CIRCUIT_OPEN,
              "The payment gateway has not answered for a while, so the call was not sent. Nothing was"
                  + " changed: try again soon, or use another tender if this is a new payment.",
              SOON);
      case BUSY ->
          Errors.retryable(
              Reason.GATEWAY_UNAVAILABLE,
              "Too many calls to the payment gateway are in progress. Nothing was changed: try again.",
              SOON);
      case RATE_LIMITED ->
          Errors.retryable(
              Reason.GATEWAY_RATE_LIMITED,
              "The payment gateway accepts no more calls for now. Nothing was changed: try again later.",
              Duration.ofSeconds(30));
      case UNAUTHORIZED ->
          Errors.of(
              Reason.GATEWAY_AUTH_FAILED,
              "The payment gateway rejected the server key: set the right one with SetGatewayConfig.");
      case REFUSED ->
          Errors.of(
                  Reason.PAYMENT_FAILED,
                  "The payment gateway refused the request: %s".formatted(getMessage()))
              .with("gateway_message", String.valueOf(getMessage()));
    };
  }
}
