package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Extracts the outcome of calls to the gateway. */
final class Failures {

  private Failures() {}

  static GatewayFailure of(ThrowingCallable call) {
    GatewayFailure failure = catchThrowableOfType(GatewayFailure.class, call);
    assertThat(failure).as("the call should have failed").isNotNull();
    return failure;
  }

  static GatewayFailure.Kind kind(ThrowingCallable call) {
    return of(call).kind();
  }

  static GatewayStatus known(GatewayAnswer answer) {
    assertThat(answer).isInstanceOf(GatewayAnswer.Known.class);
    return ((GatewayAnswer.Known) answer).status();
  }

  static int conflict(GatewayAnswer answer) {
    assertThat(answer).isInstanceOf(GatewayAnswer.Conflict.class);
    return ((GatewayAnswer.Conflict) answer).code();
  }
}
