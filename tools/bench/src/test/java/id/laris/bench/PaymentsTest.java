package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.scenario.Merchant;
import id.laris.bench.scenario.Notifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The measurements of payments through the gateway. */
class PaymentsTest extends BenchRun {

  private int measureAtGateway(FakeLaris laris, String scenario, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--simulator",
                laris.payments().simulator(),
                "--webhook",
                laris.payments().webhook()));
    arguments.addAll(List.of(more));
    return measure(laris, scenario, arguments.toArray(String[]::new));
  }

  @Test
  void aChargeIsComparedWithTheGatewaysOwnAnswerInTheSameRun() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measureAtGateway(laris, "charge")).isZero();

      assertThat(row("charge", Merchant.CHARGE).count())
          .isPositive()
          .isEqualTo(laris.count("Charge"))
          .isEqualTo(row("charge", Merchant.GATEWAY_ALONE).count());
    }
  }

  @Test
  void notificationsArriveAtTheRateAndAllArePaidAfterwards() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(measureAtGateway(laris, "webhook", "--rate", "50")).isZero();

      Result.Row row = row("webhook", Notifications.atRate(50));
      assertThat(row.count()).isEqualTo(50).isEqualTo(laris.payments().notifications());
      assertThat(row.ratePerSecond()).isBetween(40.0, 51.0);
      assertThat(output).contains("all of 50 answered; 0 were found out otherwise before");
    }
  }

  @Test
  void whatWaitsBehindASlowOneCountsItsWaiting() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.payments().stopAt(100, 400);

      assertThat(measureAtGateway(laris, "webhook")).isZero();

      Result.Row row = row("webhook", Notifications.atRate(Notifications.RATE));
      assertThat(row.count()).isEqualTo(200);
      // 80 came in those 400 ms, and each waited for what was left of them.
      assertThat(row.p95Ms()).isBetween(300.0, 600.0);
    }
  }

  @Test
  void aNotificationThatWasTakenAndNotDoneIsAFailure() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      laris.payments().loseEvery(10);

      assertThat(measureAtGateway(laris, "webhook", "--rate", "50")).isEqualTo(1);

      assertThat(row("webhook", "(is it paid?)").errors()).isEqualTo(Map.of("DATA_LOSS", 5L));
      assertThat(output).contains("is PENDING");
    }
  }

  @Test
  void saysWhatToDoWhereThereIsNoSimulatedGateway() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(
              bench(
                  "--target",
                  laris.target(),
                  "--scenario",
                  "charge",
                  "--simulator",
                  "http://localhost:1"))
          .isEqualTo(2);
      assertThat(output)
          .contains("no simulated payment gateway answers at http://localhost:1")
          .contains("./pos run");
      assertThat(laris.count("SetGatewayConfig")).isZero();
    }
  }
}
