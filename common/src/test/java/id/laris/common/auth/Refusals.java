package id.laris.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions on refused callers. */
final class Refusals {

  private Refusals() {}

  static AbstractStringAssert<?> assertUnauthenticated(ThrowingCallable call) {
    return assertReason(call, Reason.UNAUTHENTICATED);
  }

  static AbstractStringAssert<?> assertUnavailable(ThrowingCallable call) {
    return assertReason(call, Reason.UNAVAILABLE);
  }

  private static AbstractStringAssert<?> assertReason(ThrowingCallable call, Reason reason) {
    PosException[] thrown = new PosException[1];
    assertThatExceptionOfType(PosException.class)
        .isThrownBy(call)
        .satisfies(e -> thrown[0] = e)
        .extracting(PosException::reason)
        .isEqualTo(reason);
    return assertThat(thrown[0].getMessage());
  }
}
