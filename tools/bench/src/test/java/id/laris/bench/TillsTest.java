package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.scenario.Till;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How tills come: at a fixed rate or not, in one tenant or in many, and again with the same key.
 */
class TillsTest extends BenchRun {

  private Result.Row checkout() throws Exception {
    return row("checkout", Till.CHECKOUT);
  }

  @Test
  void atAFixedRateWhatComesWhileLarisStandsStillCountsItsWaiting() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.stopAt(100, 400);

      assertThat(measure(laris, "checkout", "--rate", "200")).isZero();

      assertThat(checkout().count()).isEqualTo(200).isEqualTo(laris.count("Checkout"));
      assertThat(checkout().ratePerSecond()).isBetween(150.0, 201.0);
      // 80 came in those 400 ms, and each waited for what was left of them.
      assertThat(checkout().p95Ms()).isBetween(300.0, 600.0);
    }
  }

  @Test
  void inAClosedLoopTheSameStandstillHidesBehindTheOnesThatWereQuick() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.stopAt(100, 400);

      assertThat(measure(laris, "checkout", "--callers", "1")).isZero();

      assertThat(checkout().maxMs()).isGreaterThan(390);
      assertThat(checkout().p95Ms()).isLessThan(300);
    }
  }

  @Test
  void waitingForAFreeCallerCountsToo() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.stopAt(50, 500);

      assertThat(measure(laris, "checkout@100", "--callers", "1")).isZero();

      assertThat(checkout().count()).isEqualTo(100);
      assertThat(checkout().p50Ms()).as("half of them waited").isGreaterThan(5);
      assertThat(result("checkout").late()).as("not all").isBetween(30L, 99L);
      assertThat(output).contains("checkout@100: ", " began late");
    }
  }

  @Test
  void tellsWhatCouldNotBeBegunInTime() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.stopAt(FakeLaris.EVERY, 100);

      assertThat(measure(laris, "checkout", "--rate", "100", "--callers", "1")).isZero();

      long unbegun = result("checkout").unbegun();
      assertThat(unbegun).isPositive().isEqualTo(100 - laris.count("Checkout"));
      assertThat(output).contains("%d could not be begun in time".formatted(unbegun));
    }
  }

  @Test
  void everySecondIsTold() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "checkout", "--rate", "50", "--duration", "3")).isZero();

      assertThat(result("checkout").seconds()).hasSizeBetween(2, 3);
      assertThat(result("checkout").seconds())
          .allSatisfy(
              second ->
                  assertThat(Objects.requireNonNull(second.byRpc().get(Till.CHECKOUT)).count())
                      .isBetween(40L, 60L));
    }
  }

  @Test
  void callersAreInAllTenantsInTurn() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "checkout", "--rate", "100", "--tenants", "5", "--callers", "3"))
          .isZero();

      Map<String, Long> checkouts =
          laris.seen().stream()
              .filter(call -> call.rpc().equals("Checkout"))
              .collect(Collectors.groupingBy(FakeLaris.Seen::tenantId, Collectors.counting()));
      assertThat(checkouts).hasSize(5);
      assertThat(checkouts.values()).allSatisfy(count -> assertThat(count).isBetween(15L, 25L));
      assertThat(laris.count("ImportProducts")).isEqualTo(5);
      assertThat(output).contains("5 of 5 shops are ready");
    }
  }

  @Test
  void aRetryHasTheSameKeyAndARowOfItsOwn() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measure(laris, "idempotent-retry", "--callers", "2")).isZero();

      long sales = row("idempotent-retry", Till.CHECKOUT).count();
      assertThat(row("idempotent-retry", Till.REPEATED_CHECKOUT).count()).isEqualTo(2 * sales);
      List<FakeLaris.Seen> calls =
          laris.seen().stream().filter(call -> call.rpc().equals("Checkout")).toList();
      Map<String, Long> byKey =
          calls.stream()
              .collect(
                  Collectors.groupingBy(FakeLaris.Seen::idempotencyKey, Collectors.counting()));
      assertThat(byKey).hasSize(Math.toIntExact(sales)).doesNotContainKey("");
      assertThat(byKey.values()).containsOnly(3L);
    }
  }

  @Test
  void anotherAnswerToTheSameKeyIsAFailure() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.forget();

      assertThat(measure(laris, "idempotent-retry", "--callers", "1")).isEqualTo(1);

      assertThat(output).contains("failed: (is the answer the same?) DATA_LOSS");
    }
  }
}
