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
              limits.countFrom(address);
              return number;
            });

    assertThat(Parallel.successes(outcomes)).hasSize(SignInLimits.FROM_AN_ADDRESS);
    PosException refused =
        catchThrowableOfType(PosException.class, () -> limits.countFrom(address));
    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    limits.countFrom("another " + address);

    clock.advance(SignInLimits.WINDOW);
    limits.countFrom(address);
  }

  @Test
  void anAccountHasTenTriesHoweverItIsSpelled() {
    String email = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < SignInLimits.AS_AN_ACCOUNT; i++) {
      assertThat(limits.count(email)).isEmpty();
    }

    assertThat(limits.count(email.toUpperCase(java.util.Locale.ROOT)))
        .hasValueSatisfying(refused -> assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED));
    assertThat(limits.count("another " + email)).isEmpty();
  }

  @Test
  void aTryThatWasRightIsTakenBack() {
    String email = UUID.randomUUID() + "@example.com";
    for (int i = 0; i < SignInLimits.FROM_AN_ADDRESS + 10; i++) {
      limits.countFrom(address);
      assertThat(limits.count(email)).isEmpty();
      limits.succeeded(email);
      limits.succeededFrom(address);
    }
  }
}
