package id.laris.staff.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.staff.StaffTest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often somebody may try, where the calls come from a network. */
@StaffTest
class SignInLimitsTest {

  @Autowired SignInLimits limits;
  @Autowired FakeClock clock;

  private final String address = "192.0.2." + UUID.randomUUID();

  @Test
  void anAddressHasAHundredTriesForWhomeverItTries() {
    var outcomes =
        Parallel.times(
            SignInLimits.FROM_AN_ADDRESS + 20,
            number -> {
              limits.count(UUID.randomUUID().toString(), address);
              return number;
            });

    assertThat(Parallel.successes(outcomes)).hasSize(SignInLimits.FROM_AN_ADDRESS);
    assertRefused(UUID.randomUUID().toString(), address);
    limits.count(UUID.randomUUID().toString(), "another " + address);

    clock.advance(SignInLimits.WINDOW);
    limits.count(UUID.randomUUID().toString(), address);
  }

  @Test
  void anEmailHasTenTriesFromWhereverTheyCome() {
    String email = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < SignInLimits.FOR_AN_EMAIL; i++) {
      limits.count(email, i + address);
    }

    assertRefused(email.toUpperCase(java.util.Locale.ROOT), "another " + address);
  }

  @Test
  void aTryThatWasRightIsTakenBack() {
    String email = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < SignInLimits.FROM_AN_ADDRESS + 10; i++) {
      limits.count(email, address);
      limits.succeeded(email, address);
    }
  }

  private void assertRefused(String email, String from) {
    PosException refused =
        catchThrowableOfType(PosException.class, () -> limits.count(email, from));
    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
  }
}
