package id.laris.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CheckCredentialRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CheckedCredentialsTest {

  private static final CheckCredentialRequest SESSION = FakeStaff.session(Tokens.SESSION);

  private final MovableClock clock = new MovableClock();
  private final FakeStaff staff = new FakeStaff();
  private final CheckedCredentials checked = new CheckedCredentials(() -> staff, clock);

  private boolean isValid() {
    return checked.check(Tokens.TENANT, SESSION).getValid();
  }

  @Test
  void asksOnceInThreeSeconds() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");

    assertThat(isValid()).isTrue();
    staff.revokeAll();
    clock.advance(CheckedCredentials.FRESH.minusMillis(1));
    assertThat(isValid()).isTrue();
    assertThat(staff.questions()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(isValid()).isFalse();
  }

  @Test
  void remembersWhatIsNotValidAsLong() {
    assertThat(isValid()).isFalse();
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");
    assertThat(isValid()).isFalse();
    assertThat(staff.questions()).isEqualTo(1);

    clock.advance(CheckedCredentials.FRESH);
    assertThat(isValid()).isTrue();
  }

  @Test
  void asksOnceForManyCallsAtTheSameMoment() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        var _ = threads.submit(this::isValid);
      }
    }

    assertThat(staff.questions()).isEqualTo(1);
  }

  @Test
  void whatWasGoodGoesOnForAQuarterOfAnHourWhileStaffIsAway() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");
    assertThat(isValid()).isTrue();
    staff.goAway();

    clock.advance(CheckedCredentials.FRESH);
    assertThat(isValid()).isTrue();
    assertThat(isValid()).isTrue();
    assertThat(staff.questions()).as("it is not asked again at once").isEqualTo(2);

    clock.advance(CheckedCredentials.OUTAGE.minus(CheckedCredentials.FRESH));
    assertThat(isValid()).isTrue();
    clock.advance(CheckedCredentials.ASK_AGAIN);
    assertUnavailable();
  }

  @Test
  void isAskedAgainSoonOnceItIsBack() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");
    assertThat(isValid()).isTrue();
    staff.goAway();
    clock.advance(Duration.ofMinutes(1));
    assertThat(isValid()).isTrue();

    staff.revokeAll();
    staff.comeBack();
    clock.advance(CheckedCredentials.ASK_AGAIN);

    assertThat(isValid()).isFalse();
  }

  @Test
  void whatWasNeverCheckedOrWasRefusedIsUnavailableWhileStaffIsAway() {
    staff.goAway();
    assertUnavailable();

    staff.comeBack();
    assertThat(isValid()).isFalse();
    staff.goAway();
    clock.advance(CheckedCredentials.FRESH);
    assertUnavailable();
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepAnAnswer() {
    staff.grant(Tokens.SESSION, Tokens.TENANT, Tokens.USER, "sales.read");
    assertThat(isValid()).isTrue();
    staff.revokeAll();

    clock.advance(Duration.ofHours(-1));

    assertThat(isValid()).isFalse();
  }

  private void assertUnavailable() {
    PosException refused =
        catchThrowableOfType(PosException.class, () -> checked.check(Tokens.TENANT, SESSION));
    assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
  }
}
