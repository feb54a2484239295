package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInsTest extends BenchRun {

  private int measure(FakeLaris laris, String scenario) throws Exception {
    return bench(
        "--target",
        laris.target(),
        "--scenario",
        scenario,
        "--callers",
        "3",
        "--warmup",
        "0",
        "--duration",
        "1",
        "--json",
        "" + json());
  }

  private static long sum(Map<String, Long> signIns) {
    return signIns.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void eachCallerSignsInAsAnEmployeeOfItsOwn() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "sign-in")).isZero();

      assertThat(laris.staff().signIns()).hasSize(3);
      assertThat(row("sign-in", "SignIn").count()).isEqualTo(sum(laris.staff().signIns()));
    }
  }

  @Test
  void eachCallerEntersAPinOfItsOwnAtARegisterOfItsOwn() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "pin")).isZero();

      assertThat(laris.staff().signIns().keySet())
          .containsExactlyInAnyOrder("100101 at TILL-1", "100102 at TILL-2", "100103 at TILL-3");
      assertThat(row("pin", "SignInWithPin").count()).isEqualTo(sum(laris.staff().signIns()));
    }
  }

  @Test
  void eachRefreshTokenIsUsedOnceAndAfterAFailureTheCallerSignsInAgain() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "refresh-token")).isZero();
      assertThat(sum(laris.staff().signIns())).as("one of each caller").isEqualTo(3);

      laris.staff().failRefreshes(50);
      assertThat(measure(laris, "refresh-token")).isEqualTo(1);

      Result.Row row = row("refresh-token", "RefreshToken");
      long failures = row.errors().values().stream().mapToLong(Long::longValue).sum();
      assertThat(failures).isPositive().isEqualTo((row.count() + failures) / 50);
      assertThat(sum(laris.staff().signIns())).isBetween(6L + failures - 3, 6L + failures);
    }
  }
}
