package id.laris.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.gateway.GatewayFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayFailureTest {

  @ParameterizedTest
  @CsvSource({
    "LOST, GATEWAY_TIMEOUT, true",
    "NOT_REACHED, GATEWAY_UNAVAILABLE, false",
    "BUSY, GATEWAY_UNAVAILABLE, false",
    "CIRCUIT_OPEN, CIRCUIT_OPEN, false",
    "RATE_LIMITED, GATEWAY_RATE_LIMITED, false",
    "UNAUTHORIZED, GATEWAY_AUTH_FAILED, false",
    "REFUSED, PAYMENT_FAILED, false",
  })
  void theCallerIsToldWhetherAnythingMayHaveHappened(Kind kind, Reason reason, boolean happened) {
    GatewayFailure failure = new GatewayFailure(kind, "the gateway's words");

    PosException error = failure.toError();

    assertThat(error.reason()).isEqualTo(reason);
    assertThat(failure.mayHaveHappened()).isEqualTo(happened);
  }
}
